"""How people name a place in the law: from letters to tokens, pieces and references."""
