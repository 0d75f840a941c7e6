"""The pictures of pages: where they come from, and the sizes in which they are published."""
