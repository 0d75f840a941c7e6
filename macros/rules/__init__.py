"""What must hold: one rule, one small function with its codes; a module per family."""
