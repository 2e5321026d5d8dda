from motcua.ratings.models.rating import CommentState, Rating

__all__ = ["CommentState", "Rating"]
