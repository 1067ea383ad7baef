"""What a mentoring relationship is: mapped classes in `tables`, enums and values in `kinds`."""
