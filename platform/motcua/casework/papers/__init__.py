"""The papers of a dossier as data; ``administrative.typ`` lays all of them out."""
