"""What a district asks: what if canteens opened or closed, who is near one, where next."""
