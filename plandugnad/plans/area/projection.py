"""From degrees to places on a map of Norway: transverse Mercator about 15° east, the middle of UTM zone 33."""

from math import atan2, atanh, cos, radians, sin

MIDDLE = radians(15)
EARTH_RADIUS_KM = 6371.0


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Kilometres east of the middle and north of the equator. The earth taken as a ball is off by a few km at most."""
    east, north = radians(longitude) - MIDDLE, radians(latitude)
    x = atanh(cos(north) * sin(east))
    y = atan2(sin(north), cos(north) * cos(east))
    return EARTH_RADIUS_KM * x, EARTH_RADIUS_KM * y
