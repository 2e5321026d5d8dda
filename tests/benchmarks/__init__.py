"""The product's figures, each measured beside what it is compared with, in one run.

``make bench`` runs all; ``make bench ARGS="form_page journey"`` runs some. Nothing here asserts a
time: machines differ and are shared, so the figures are ratios and the targets stand beside them.
"""
