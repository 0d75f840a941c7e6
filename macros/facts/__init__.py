"""facts.yml: reading, the checked registry, selection of observations, and expressions."""
