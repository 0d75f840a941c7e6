"""The facts for programs: JSON, CSV, schema.org and feeds, each as its standard wants it."""
