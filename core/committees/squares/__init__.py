"""The map of squares: where the office puts what lies right below a committee."""
