"""Messages about a value that does not fit its type, for defaults, choices and run parameters."""

VALUE_MESSAGES = {
    "value.string": ("a text is wanted, not {value}", "需要文本，而不是 {value}"),
    "value.integer": ("a whole number is wanted, not {value}", "需要整数，而不是 {value}"),
    "value.integer_range": (
        "{value} has too many digits for a whole number in JSON (more than ±9,007,199,254,740,991): use str",
        "{value} 超出 JSON 整数的范围（±9,007,199,254,740,991）：请使用 str",
    ),
    "value.number": ("a number is wanted, not {value}", "需要数字，而不是 {value}"),
    "value.boolean": ("true or false is wanted, not {value}", "需要 true 或 false，而不是 {value}"),
    "value.decimal": (
        'an exact number as text is wanted, such as "1234.50", not {value}',
        "需要文本形式的精确数字，例如 “1234.50”，而不是 {value}",
    ),
    "value.date": (
        'a date is wanted as "2026-01-31", not {value}',
        "需要 “2026-01-31” 形式的日期，而不是 {value}",
    ),
    "value.datetime": (
        'a date and time is wanted as "2026-01-31T09:30:00+08:00", not {value}',
        "需要 “2026-01-31T09:30:00+08:00” 形式的日期时间，而不是 {value}",
    ),
    "value.time": (
        'a time is wanted as "09:30" or "09:30:00", not {value}',
        "需要 “09:30” 或 “09:30:00” 形式的时间，而不是 {value}",
    ),
    "value.choice": ("{value} is not one of {choices}", "{value} 不在可选范围内：{choices}"),
    "value.list": ("a list is wanted, not {value}", "需要列表，而不是 {value}"),
    "value.object": ("a JSON object is wanted, not {value}", "需要 JSON 对象，而不是 {value}"),
    "value.file": ("an input file is wanted, not {value}", "需要输入文件，而不是 {value}"),
    "value.minimum": (
        "{value} is below the smallest allowed value {limit}",
        "{value} 小于允许的最小值 {limit}",
    ),
    "value.maximum": (
        "{value} is above the largest allowed value {limit}",
        "{value} 大于允许的最大值 {limit}",
    ),
    "value.pattern": ("{value} does not match the pattern {pattern}", "{value} 不符合格式 {pattern}"),
    "value.max_length": (
        "the text has {length} characters; at most {limit} are allowed",
        "文本有 {length} 个字符，最多允许 {limit} 个",
    ),
    "value.min_items": ("{count} given, at least {limit} wanted", "给了 {count} 个，至少需要 {limit} 个"),
    "value.max_items": ("{count} given, at most {limit} allowed", "给了 {count} 个，最多允许 {limit} 个"),
    "value.missing": ("a value is wanted", "缺少值"),
    "value.unknown": ("main has no such parameter", "main 没有这个参数"),
    "value.one_file": ("one file is wanted, {count} given", "只需要一个文件，给了 {count} 个"),
    "value.extension": (
        'the file "{file}" is not taken here: {extensions} wanted',
        "这里不接受文件 “{file}”：需要 {extensions}",
    ),
    "value.max_size": (
        'the file "{file}" has {size} bytes; at most {limit} are taken',
        "文件 “{file}” 有 {size} 字节，最多允许 {limit} 字节",
    ),
}
