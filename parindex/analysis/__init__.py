"""What can be learnt from criteria and results side by side; pure."""
