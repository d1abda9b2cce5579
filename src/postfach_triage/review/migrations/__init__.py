"""How the page's database came to be."""
