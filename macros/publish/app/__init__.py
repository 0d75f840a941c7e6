"""What makes the site an app on a phone, and a search engine of a browser: files beside pages."""
