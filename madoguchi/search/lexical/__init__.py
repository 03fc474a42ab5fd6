"""What the words of a query ask for, and how well an article answers them."""
