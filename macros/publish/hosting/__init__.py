"""What web servers are told of the site: headers, types, caching; the same for each of them."""
