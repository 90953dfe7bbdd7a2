"""Finds in Swift source where a small defect can be put, and writes the source with the defect behind a
switch. It knows tokens, brackets and strings, not the language: what does not compile is taken out by
deploy/mutate.
"""

import hashlib
import re

OPERATORS = ("negate", "bound", "drop", "append", "where", "order", "constant")
IMPORT_LIKE = re.compile(r"\s*(import |@|#|case |indirect |default:|\}? ?else if case )")


def masked(text):
    """The text with its comments and strings blank, and where its outermost strings are."""
    result = list(text)
    literals = []

    def blank(start, end):
        for index in range(start, min(end, len(text))):
            if result[index] != "\n":
                result[index] = " "

    def string_end(start):
        """The place behind a string that begins there, with everything in it."""
        hashes = 0
        while text[start + hashes] == "#":
            hashes += 1
        quote = '"""' if text.startswith('"""', start + hashes) else '"'
        closing = quote + "#" * hashes
        escape = "\\" + "#" * hashes
        index = start + hashes + len(quote)
        while index < len(text):
            if text.startswith(closing, index):
                return index + len(closing)
            if text.startswith(escape + "(", index):
                index = interpolation_end(index + len(escape))
            elif text.startswith(escape, index):
                index += len(escape) + 1
            else:
                index += 1
        return len(text)

    def interpolation_end(start):
        depth = 0
        index = start
        while index < len(text):
            if text[index] == "(":
                depth += 1
            elif text[index] == ")":
                depth -= 1
                if depth == 0:
                    return index + 1
            elif text[index] == '"':
                index = string_end(index)
                continue
            index += 1
        return len(text)

    index = 0
    while index < len(text):
        if text.startswith("//", index):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            blank(index, end)
        elif text.startswith("/*", index):
            end = text.find("*/", index)
            end = len(text) if end < 0 else end + 2
            blank(index, end)
        elif text[index] == '"' or re.match(r'#+"', text[index:index + 6]):
            end = string_end(index)
            literals.append((index, end))
            blank(index, end)
            # A string is something: an operator's side does not end beside it.
            result[index] = result[end - 1] = '"'
        else:
            index += 1
            continue
        index = end
    return "".join(result), literals


class Point:
    """A place and its defect. `start..<end` is what the switch goes around."""

    def __init__(self, path, operator, start, end, line, original, changed, form):
        self.path = path
        self.operator = operator
        self.start = start
        self.end = end
        self.line = line
        self.original = original
        self.changed = changed
        self.form = form
        self.name = ""

    def written(self, inner):
        """`inner` is the original text, with the switches of smaller points in it."""
        on = f'Mutant.isActive("{self.name}")'
        if self.form == "negate":
            return f"({on} != ({inner}))"
        if self.form == "statement":
            return f"if !{on} {{ {inner} }}"
        return f"({on} ? ({self.changed}) : ({inner}))"


class Source:
    OPEN = "([{"
    CLOSE = ")]}"
    STOPS = re.compile(
        r"\b(return|if|guard|while|else|in|let|var|where|case|throw|await|try|switch|for)\b[?!]?")

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.mask, self.literals = masked(text)

    def line(self, index):
        return self.text.count("\n", 0, index) + 1

    def line_bounds(self, index):
        start = self.text.rfind("\n", 0, index) + 1
        end = self.text.find("\n", index)
        return start, len(self.text) if end < 0 else end

    def closing(self, index):
        """The place of the bracket that closes the one at `index`."""
        depth = 0
        for place in range(index, len(self.mask)):
            if self.mask[place] in self.OPEN:
                depth += 1
            elif self.mask[place] in self.CLOSE:
                depth -= 1
                if depth == 0:
                    return place
        return None

    def continues(self, index):
        """Whether the expression goes on over the end of line at `index`."""
        before = self.mask[:index].rstrip(" ")
        after = self.mask[index:index + 200].lstrip()
        if not before or not after:
            return False
        if re.search(r"(&&|\|\||[+\-*/<>=?:]|\?\?)$", before):
            return True
        return bool(re.match(r"(&&|\|\||\?\?|[+\-*/]\s|\.\w|[?:] |[<>=!]=?\s)", after))

    def expression(self, index):
        """The bounds of the whole expression around an operator at `index`, or nothing."""
        start = self.expression_start(index)
        end = self.expression_end(index, self.is_condition(start))
        if start is None or end is None:
            return None
        while start < end and self.mask[start].isspace():
            start += 1
        while end > start and self.mask[end - 1].isspace():
            end -= 1
        return (start, end) if start < index < end else None

    def expression_start(self, index):
        depth = 0
        place = index - 1
        while place >= 0:
            character = self.mask[place]
            if character in self.CLOSE:
                depth += 1
            elif character in self.OPEN:
                if depth == 0:
                    return place + 1
                depth -= 1
            elif depth == 0:
                if character in ",;":
                    return place + 1
                if character == "\n" and not self.continues(place):
                    return place + 1
                if character == ":" and self.mask[place + 1:place + 2].isspace():
                    return place + 1
                if character == "?" and self.mask[place - 1] == " " and self.mask[place + 1] == " ":
                    return place + 1
                if character == "=" and re.match(r"[^=<>!]=[^=]", self.mask[place - 1:place + 2]):
                    return place + 1
                word = self.STOPS.match(self.mask, place)
                if word and not re.match(r"[\w.]", self.mask[place - 1:place]):
                    return word.end()
            place -= 1
        return None

    def expression_end(self, index, is_condition):
        place = index + 1
        while place < len(self.mask):
            character = self.mask[place]
            if character in "([" or (character == "{" and not is_condition):
                inside = self.closing(place)
                if inside is None:
                    return None
                place = inside
            elif character in ",;)]}{":
                return place
            elif character == "\n" and not self.continues(place):
                return place
            elif character in "?:" and self.mask[place - 1] == " " and self.mask[place + 1] == " ":
                return place
            elif self.mask.startswith("else", place) and self.mask[place - 1].isspace():
                return place
            place += 1
        return None

    def is_condition(self, start):
        """Whether an expression that begins there is one of the conditions of a statement."""
        place = start
        while place is not None and place > 0:
            before = self.mask[:place].rstrip()
            if re.search(r"\b(if|guard|while|switch|for|where)$", before):
                return True
            if re.search(r"\b(let|var|case|try|await)$|[^=<>!]=$", before):
                place = self.expression_start(len(before) - 2)
                if place is not None and place >= len(before):
                    return False
                continue
            if before.endswith(","):
                place = self.expression_start(len(before) - 1)
                continue
            return False
        return False

    # Conditions and bounds

    def negations(self):
        for match in re.finditer(r"\b(if|guard|while)\b", self.mask):
            yield from self.clauses(match.end())
        for match in re.finditer(r" \? ", self.mask):
            start = self.expression_start(match.start())
            if start is None:
                continue
            while self.mask[start].isspace():
                start += 1
            if start < match.start() and "?" not in self.mask[start:match.start()]:
                yield self.negation(start, match.start())
        for match in re.finditer(r"^ *for .*\bwhere ", self.mask, re.MULTILINE):
            end = self.expression_end(match.end(), True)
            if end:
                yield self.negation(match.end(), end)

    def clauses(self, start):
        while True:
            end = self.expression_end(start, True)
            if end is None:
                return
            clause = self.mask[start:end].strip()
            if clause and not re.match(r"(let|var|case|#|true\b|try\?)", clause):
                first = start + len(self.mask[start:end]) - len(self.mask[start:end].lstrip())
                effects = re.match(r"(try |await )*", self.mask[first:end])
                yield self.negation(first + effects.end(), end)
            if self.mask[end] != ",":
                return
            start = end + 1

    def negation(self, start, end):
        while self.mask[end - 1].isspace():
            end -= 1
        text = self.text[start:end]
        return Point(
            self.path, "negate", start, end, self.line(start), text, f"!({text})", "negate")

    BOUNDS = {" < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > "}

    def bounds(self):
        for match in re.finditer(r" (<|<=|>|>=) ", self.mask):
            span = self.expression(match.start() + 1)
            if not span:
                continue
            start, end = span
            changed = (self.text[start:match.start()] + self.BOUNDS[match.group()]
                       + self.text[match.end():end])
            yield Point(
                self.path, "bound", start, end, self.line(match.start()), self.text[start:end],
                changed, "choice")

    # Statements

    def statements(self):
        for match in re.finditer(
                r"^( *)((?:_ = )?(?:try |await )*[A-Za-z_][\w.?!]*\()", self.mask, re.MULTILINE):
            start = match.start(2)
            head = match.group(2)
            is_append = re.search(r"\b(append|insert)\($", head)
            if not is_append and "try " not in head:
                continue
            if re.match(r"(return|if|guard|while|func|init|super|case|switch|for)\b", head):
                continue
            before = self.mask[:match.start()].rstrip()
            if not before or not re.search(r"[\w)\]}{\"]$", before):
                continue
            if re.search(r"\b(return|in|else|throw|await|try)$", before) and not before.endswith(" in"):
                continue
            end = self.closing(match.end() - 1)
            if end is None:
                continue
            end += 1
            rest = self.mask[end:self.line_bounds(end)[1]].strip()
            after = self.mask[end:end + 200].lstrip()
            if rest or re.match(r"(\.|\?|&&|\|\||[+\-*/=<>] |\{)", after):
                continue
            text = self.text[start:end]
            yield Point(
                self.path, "append" if is_append else "drop", start, end, self.line(start), text,
                "", "statement")

    # SQL

    KEYWORD_END = re.compile(
        r"\s+(ORDER BY|GROUP BY|LIMIT|RETURNING|UNION|HAVING|ON CONFLICT|DO UPDATE)\b")

    def queries(self):
        for start, end in self.literals:
            literal = self.text[start:end]
            quote = '"""' if literal.startswith('"""') else '"'
            limit = len(literal) - len(quote)
            for match in re.finditer(r"\bWHERE\s+", literal):
                for first, last in sql_terms(literal, match.end(), limit):
                    term = literal[first:last]
                    yield Point(
                        self.path, "where", start, end, self.line(start + first), literal,
                        f"{literal[:first]}({term} OR 1){literal[last:]}", "choice")
            for match in re.finditer(r"\s+ORDER BY\s+", literal):
                last = sql_end(literal, match.end(), limit)
                if last > match.end() and "?" not in literal[match.start():last]:
                    yield Point(
                        self.path, "order", start, end, self.line(start + match.end()), literal,
                        literal[:match.start()] + literal[last:], "choice")

    # Constants

    def constants(self, chance):
        pattern = r"(?<![\w.$\"\-])(?:\d[\d_]*(?![\w.])|\d[\d_]*(?=\.\.[.<])|true\b|false\b)"
        for match in re.finditer(pattern, self.mask):
            start, end = self.line_bounds(match.start())
            line = self.mask[start:end]
            if IMPORT_LIKE.match(line) or re.search(r"\b(case|while true)\b", line):
                continue
            word = match.group()
            if word in ("true", "false"):
                changed = "false" if word == "true" else "true"
            else:
                number = int(word.replace("_", ""))
                changed = str(number + (1 if number == 0 or chance.random() < 0.5 else -1))
            yield Point(
                self.path, "constant", match.start(), match.end(), self.line(match.start()), word,
                changed, "choice")

    def points(self, chance):
        found = [*self.negations(), *self.bounds(), *self.statements(), *self.queries(),
                 *self.constants(chance)]
        seen = {}
        for point in sorted(found, key=lambda point: (point.start, point.end, point.operator)):
            line_start, line_end = self.line_bounds(point.start)
            identity = "|".join(
                [point.path, point.operator, self.text[line_start:line_end].strip(),
                 point.original, point.changed])
            count = seen[identity] = seen.get(identity, 0) + 1
            digest = hashlib.sha256(f"{identity}|{count}".encode()).hexdigest()
            point.name = digest[:10]
        return found


def sql_end(text, start, limit):
    """Where a clause of SQL that begins there ends."""
    depth = 0
    index = start
    while index < limit:
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            if depth == 0:
                return index
            depth -= 1
        elif depth == 0 and Source.KEYWORD_END.match(text, index):
            return index
        index += 1
    while index > start and text[index - 1].isspace():
        index -= 1
    return index


def sql_terms(text, start, limit):
    """The terms of a WHERE that are joined by AND, each without the space around it."""
    end = sql_end(text, start, limit)
    depth = 0
    first = start
    index = start
    is_between = False
    while index < end:
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
        elif depth == 0 and re.match(r"\bBETWEEN\b", text[index:index + 8]):
            is_between = True
        elif depth == 0 and re.match(r"\sAND\s", text[index:index + 5]):
            if is_between:
                is_between = False
            else:
                yield first, len(text[:index].rstrip())
                first = index + 5
                index += 4
                continue
        index += 1
    while first < end and text[first].isspace():
        first += 1
    if first < end:
        yield first, end


def with_switches(text, points):
    """The text with the switch of every point, and the points that are in it.

    A point may lie within another; one that crosses another is left out.
    """
    taken = []
    for point in points:
        if all(point.end <= other.start or other.end <= point.start
               or (other.start <= point.start and point.end <= other.end)
               or (point.start <= other.start and other.end <= point.end) for other in taken):
            taken.append(point)

    def render(start, end, inside):
        result = ""
        index = start
        while inside:
            outer = min(inside, key=lambda point: (point.start, -point.end))
            within = [point for point in inside if point is not outer
                      and outer.start <= point.start and point.end <= outer.end]
            inside = [point for point in inside if point is not outer and point not in within]
            result += text[index:outer.start]
            result += outer.written(render(outer.start, outer.end, within))
            index = outer.end
        return result + text[index:end]

    return render(0, len(text), taken), taken
