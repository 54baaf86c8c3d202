"""Mathematics of optimization in ML: the code the book computes with and the pages are made of."""
