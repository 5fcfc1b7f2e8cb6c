"""Messages about annotations, their metadata, enumerations and defaults. Reason → (English, Chinese)."""

_TYPES_EN = (
    "str, int, float, bool, Decimal, date, datetime, time, Literal[...], an Enum of this file, list[T], dict, "
    "Path, File, or one of them with | None"
)
_TYPES_ZH = (
    "str、int、float、bool、Decimal、date、datetime、time、Literal[...]、本文件中的 Enum、list[T]、dict、Path、File，"
    "或其中之一加 | None"
)

TYPE_MESSAGES = {
    "unsupported_annotation": (
        f"{{annotation}} cannot be a parameter's type: use {_TYPES_EN}",
        f"{{annotation}} 不能作为参数类型：请使用 {_TYPES_ZH}",
    ),
    "unsupported_annotation.not_imported": (
        '"{name}" is not known here: add "{statement}" at the top of the file',
        "这里不认识 “{name}”：请在文件开头加上 “{statement}”",
    ),
    "unsupported_annotation.unknown_name": (
        f'"{{name}}" is not defined in this file: use {_TYPES_EN}',
        f"本文件没有定义 “{{name}}”：请使用 {_TYPES_ZH}",
    ),
    "unsupported_annotation.module": (
        '"{name}" is a module, not a type: write "{suggestion}"',
        "“{name}” 是模块，不是类型：请写 “{suggestion}”",
    ),
    "unsupported_annotation.union": (
        "a parameter has one type: choose one of {annotation} (only | None may be added)",
        "一个参数只能有一种类型：请在 {annotation} 中选择一种（只可以加 | None）",
    ),
    "unsupported_annotation.bare_list": (
        "say what the list holds: list[str], list[int], list[File] …",
        "请写明列表的内容：list[str]、list[int]、list[File] 等",
    ),
    "unsupported_annotation.collection": (
        "{annotation} is not supported: use list[T], and convert it inside main",
        "不支持 {annotation}：请使用 list[T]，在 main 里面再转换",
    ),
    "unsupported_annotation.bytes": (
        'bytes cannot be typed into a form: use "File" from openscript and read it with read_bytes()',
        "bytes 无法在表单中填写：请使用 openscript 的 “File”，用 read_bytes() 读取",
    ),
    "unsupported_annotation.data_frame": (
        '{annotation} cannot be a parameter: use "File" from openscript and read it inside main, for example '
        "with pandas.read_excel(file)",
        "{annotation} 不能作为参数：请使用 openscript 的 “File”，在 main 中读取，例如 pandas.read_excel(file)",
    ),
    "unsupported_annotation.any": (
        "{annotation} says nothing about the value: use str for text, or dict for JSON",
        "{annotation} 没有说明值的类型：文本请用 str，JSON 请用 dict",
    ),
    "unsupported_annotation.inner_none": (
        "| None is possible for a whole parameter only, not inside {annotation}",
        "| None 只能用于整个参数，不能用在 {annotation} 内部",
    ),
    "unsupported_annotation.inner_file": (
        "files are taken as File or list[File] only, not inside {annotation}",
        "文件只能写成 File 或 list[File]，不能用在 {annotation} 内部",
    ),
    "unsupported_annotation.dict_key": (
        "the keys of a JSON object are text: write dict[str, T] or dict",
        "JSON 对象的键只能是文本：请写 dict[str, T] 或 dict",
    ),
    "unsupported_annotation.string": (
        "the text {annotation} is not a type that Python can read: remove the quotes or correct it",
        "文本 {annotation} 不是 Python 能读懂的类型：请去掉引号或改正",
    ),
    "unsupported_annotation.literal": (
        "Literal[...] takes texts, whole numbers, True, False and None: write the values themselves",
        "Literal[...] 只能写文本、整数、True、False 和 None：请直接写出这些值",
    ),
    "unsupported_annotation.too_many_choices": (
        "more than {limit} choices do not fit a form: take a str and check it inside main",
        "选项超过 {limit} 个，表单放不下：请改用 str，在 main 中检查",
    ),
    "unsupported_annotation.too_deep": (
        "this type is nested too deeply or refers to itself: write a simpler one",
        "这个类型嵌套太深或引用了自己：请写得简单一些",
    ),
    "bad_enum.empty": (
        'the Enum {name} has no members: add some, such as HIGH = "high"',
        '枚举 {name} 没有成员：请添加，例如 HIGH = "high"',
    ),
    "bad_enum.too_many": (
        "the Enum {name} has more than {limit} members, too many for a form: take a str and check it inside main",
        "枚举 {name} 的成员超过 {limit} 个，表单放不下：请改用 str，在 main 中检查",
    ),
    "bad_enum.member": (
        'the value of {name} must be a text or whole number written out, such as "high" or 3',
        '{name} 的值必须是直接写出的文本或整数，例如 "high" 或 3',
    ),
    "bad_enum.flag": (
        "the Flag {name} cannot be a choice: use Enum, or list[...] of an Enum for several",
        "Flag {name} 不能作为选项：请使用 Enum，多选请用 list[枚举]",
    ),
    "bad_metadata.argument": (
        "{call} has no argument {name}: it takes {allowed}",
        "{call} 没有参数 {name}：可用的有 {allowed}",
    ),
    "bad_metadata.not_literal": (
        "{call} is read without running the script: write the value itself here, not a name or a call",
        "系统不运行脚本就读取 {call}：请在这里直接写值，不要写变量名或函数调用",
    ),
    "bad_metadata.value": (
        "{name} of {call} must be {expected}",
        "{call} 的 {name} 必须是{expected}",
    ),
    "bad_metadata.not_for_type": (
        "{name} does not apply to {type}: remove it",
        "{name} 不适用于 {type}：请删除",
    ),
    "bad_metadata.pattern": (
        "the pattern cannot be used: {detail}; write one that Python and JavaScript both read",
        "这个 pattern 不能使用：{detail}；请写 Python 和 JavaScript 都支持的正则表达式",
    ),
    "bad_metadata.choice": (
        "the choice {value} does not fit: {detail}",
        "选项 {value} 不符合类型：{detail}",
    ),
    "bad_metadata.range": (
        "the lower limit {low} is above the upper limit {high}: exchange them",
        "下限 {low} 大于上限 {high}：请对调",
    ),
    "bad_metadata.repeated": (
        "{call} is there twice: keep one",
        "{call} 重复：请只保留一个",
    ),
    "default_not_literal": (
        'the default of "{name}" is computed when the script runs: write the value itself (text, number, True, '
        "False, None, list or dict), or take None and compute it inside main",
        "参数 “{name}” 的默认值要运行时才能得到：请直接写值（文本、数字、True、False、None、列表或字典），或写 None 并在 main 中计算",
    ),
    "default_mismatch": (
        'the default of "{name}" does not fit its type: {detail}',
        "参数 “{name}” 的默认值不符合类型：{detail}",
    ),
    "default_mismatch.file": (
        '"{name}" is an input file and can have no default but None: write "{suggestion}"',
        "“{name}” 是输入文件，默认值只能是 None：请写 “{suggestion}”",
    ),
    "default_mismatch.mixed_list": (
        'the type of "{name}" cannot be seen from its default: annotate it, for example list[str]',
        "从默认值看不出 “{name}” 的类型：请加上注解，例如 list[str]",
    ),
    "default_too_large": (
        'the default of "{name}" has {size} bytes as JSON; at most {limit} are kept: take an input file',
        "参数 “{name}” 的默认值有 {size} 字节（JSON），最多 {limit} 字节：请改用输入文件",
    ),
}
