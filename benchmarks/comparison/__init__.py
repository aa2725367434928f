"""Strategies and peers on problems, at several seeds and limits: runs, records, results."""
