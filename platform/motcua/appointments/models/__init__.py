from motcua.appointments.models.booking import Booking
from motcua.appointments.models.opening import Closure, Opening

__all__ = ["Booking", "Closure", "Opening"]
