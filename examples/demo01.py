"""Says hello: the smallest script there is."""


def main():
    return {"status": "ok", "data": {"greeting": "Hello from demo01"}, "message": "demo01 finished"}
