"""Which frame each quotation belongs to, and which quotations are speech."""
