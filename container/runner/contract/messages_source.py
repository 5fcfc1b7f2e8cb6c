"""Messages about the file, its syntax and its entry. Reason (before the dot) → (English, Chinese)."""

SOURCE_MESSAGES = {
    "bad_request": (
        "the inspection request is not valid: {detail}",
        "检查请求无效：{detail}",
    ),
    "bad_file_name": (
        'the file name {name} cannot be used: name the script like "merge_offices.py": a letter, then at most '
        '63 letters, digits, "_" or "-", then ".py"',
        "文件名 {name} 不能使用：请改成类似 “merge_offices.py” 的名字：以字母开头，后面最多 63 个字母、数字、“_” 或 “-”，以 “.py” 结尾",
    ),
    "too_large": (
        "the file has {size} bytes; a script has at most {limit} (1 MiB): move data into an input file",
        "文件有 {size} 字节，脚本最多 {limit} 字节（1 MiB）：请把数据移到输入文件中",
    ),
    "not_utf8": (
        "byte {byte} is not UTF-8: save the file with the encoding UTF-8",
        "字节 {byte} 不是 UTF-8：请将文件另存为 UTF-8 编码",
    ),
    "coding_not_utf8": (
        'the file declares the encoding "{coding}": save it as UTF-8 and remove this comment',
        "文件声明的编码是 “{coding}”：请另存为 UTF-8 并删除这行注释",
    ),
    "null_byte": (
        "the file holds a null character, so it is not Python source: save it again as plain text",
        "文件中有空字符（NUL），不是 Python 源代码：请重新保存为纯文本",
    ),
    "syntax_error": ("syntax error: {detail}", "语法错误：{detail}"),
    "too_complex": (
        "the code is nested too deeply to be read: split the expression or move data into an input file",
        "代码嵌套太深，无法读取：请拆分表达式，或把数据移到输入文件中",
    ),
    "no_main": (
        'there is no entry point: define "def main(...):" at the top level of the file',
        "没有入口函数：请在文件最外层定义 “def main(...):”",
    ),
    "no_main.nested": (
        '"main" is defined inside another block: move "def main(...):" to the top level of the file',
        "“main” 定义在其他代码块里面：请把 “def main(...):” 移到文件最外层",
    ),
    "no_main.not_a_function": (
        '"main" is not a function written in this file: write "def main(...):" at the top level',
        "“main” 不是在本文件中写出的函数：请在最外层写 “def main(...):”",
    ),
    "no_main.case": (
        'the entry point is called "main", not "{name}": rename the function',
        "入口函数的名字是 “main”，不是 “{name}”：请改名",
    ),
    "duplicate_main": (
        '"main" was already defined in line {line}: keep one of the two',
        "“main” 已经在第 {line} 行定义过：请只保留一个",
    ),
    "generator_main": (
        '"main" contains "yield", so calling it runs nothing: return a dict, and report progress with '
        "openscript.progress()",
        "“main” 中有 “yield”，调用时不会执行：请返回字典，进度请用 openscript.progress()",
    ),
    "star_args": (
        '"{stars}{name}" cannot become a form field: name each parameter',
        "“{stars}{name}” 不能变成表单字段：请逐个写出参数",
    ),
    "duplicate_parameter": (
        'the parameter "{name}" is there twice: rename one of them',
        "参数 “{name}” 重复：请改名",
    ),
    "bad_parameter_name": (
        'the parameter name "{name}" cannot be used: take at most 64 characters that do not begin with "__"',
        "参数名 “{name}” 不能使用：最多 64 个字符，且不能以 “__” 开头",
    ),
    "too_many_parameters": (
        "main has {count} parameters; at most {limit} fit a form: take an input file or a dict",
        "main 有 {count} 个参数，表单最多 {limit} 个：请改用输入文件或 dict",
    ),
}
