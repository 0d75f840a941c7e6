"""The YAML files as data with places: reading, validating, and their JSON Schemas."""
