"""How Motcua is set up, run and shipped; nothing in the product imports this package."""
