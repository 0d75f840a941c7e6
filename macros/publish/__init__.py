"""What the project offers besides pages: the finished site, lists for machines, schemas."""
