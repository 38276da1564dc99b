import http.client

from plandugnad.launch.ports import Door

_PATH = "/helse"


def answers(door: Door) -> bool:
    connection = http.client.HTTPConnection(door.probe_host, door.port, timeout=5)
    try:
        connection.request("GET", _PATH, headers={"Host": f"localhost:{door.port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
