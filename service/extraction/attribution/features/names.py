FEATURES: list[str] = []
