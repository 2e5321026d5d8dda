"""How fast the designer opens, takes a keystroke and saves, by size of the form."""
