"""The daily explainer."""
