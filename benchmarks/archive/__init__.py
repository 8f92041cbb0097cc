"""What archives take: articles by the thousand."""
