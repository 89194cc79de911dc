"""What keeps the bot safe in public: privacy, storage, logs, hostile input."""
