"""From attributed quotations and reports to the quotes of the answer."""
