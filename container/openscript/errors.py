"""The one exception that scripts raise on purpose."""


class UserError(Exception):
    """Ends the run as `user_error`: the user sees this message alone, without a traceback.

    Say what is wrong and where, and what to do next:
    `raise UserError("sales.xlsx, sheet 门店, row 17: the office code is missing")`.
    """
