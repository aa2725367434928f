"""The day goes on although something happened: plan again, changing little."""
