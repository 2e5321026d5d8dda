"""The door to papers of money, for the finance screens."""

from motcua.casework.operations.print_money import print_fee_report, print_receipt

__all__ = ["print_fee_report", "print_receipt"]
