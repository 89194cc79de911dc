"""How the paragraphs of two texts come to stand side by side."""
