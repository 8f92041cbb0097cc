"""Quotation marks: what they enclose, and the narration inside them."""
