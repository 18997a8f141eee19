import type { Endpoint, Expr, Index, Name, Statement, TypeRef, Value } from '../../grammar/ast.ts';

/**
 * A tree on one line, written like the language itself, so that an expectation can be read: operators are in
 * parentheses, what is missing is `_`, and a broken statement starts with `!`.
 */
export function print(statements: readonly Statement[]): string {
  return statements.map(printStatement).join('  ');
}

export function printStatement(statement: Statement): string {
  const doc = statement.doc === '' ? '' : `/// ${JSON.stringify(statement.doc)} `;
  return `${doc}${statement.broken ? '!' : ''}${bare(statement)}`;
}

function bare(statement: Statement): string {
  switch (statement.node) {
    case 'import': {
      const { target, alias } = statement;
      const module = target === undefined ? '_' : 'text' in target ? name(target) : JSON.stringify(target.value);
      return `import ${module}${alias ? ` as ${name(alias)}` : ''}`;
    }
    case 'declaration': {
      const head = statement.name ? ` ${name(statement.name)}` : '';
      return `${name(statement.keyword)}${head}${dims(statement.dims)}${colon(statement.base)}${body(statement) || ' _'}`;
    }
    case 'constant':
      return `let ${name(statement.name)} = ${printValue(statement.value)}`;
    case 'property':
      return `${name(statement.name)} = ${printValue(statement.value)}`;
    case 'member':
      return `${name(statement.name)}${dims(statement.dims)} : ${type(statement.type)}${body(statement)}`;
    case 'link': {
      const count = statement.count ? `[${printValue(statement.count)}]` : '';
      const via = statement.via ? ` via ${type(statement.via)}` : '';
      const where = statement.where ? ` where ${printValue(statement.where)}` : '';
      const ends = `${endpoint(statement.left)} -- ${endpoint(statement.right)}`;
      return `link ${name(statement.name)}${count} : ${ends}${via}${where}${body(statement)}`;
    }
    case 'allow':
      return `allow ${name(statement.rule)} ${statement.reason ? JSON.stringify(statement.reason.value) : '_'}`;
  }
}

function printValue(value: Value): string {
  switch (value.node) {
    case 'string':
      return JSON.stringify(value.value);
    case 'list':
      return `[${value.items.map(printValue).join(', ')}]`;
    case 'number':
      return value.stray ? `${value.digits}~${value.stray.text}` : value.digits;
    case 'quantity':
      return `${value.digits}${value.unit.text}`;
    case 'boolean':
      return `<${value.value}>`;
    case 'reference':
      return path(value.path);
    case 'unary':
      return `(${value.operator} ${printValue(value.operand)})`;
    case 'binary':
      return `(${printValue(value.left)} ${value.operator} ${printValue(value.right)})`;
    case 'missing':
      return '_';
  }
}

function name({ text }: Name): string {
  return text === '' ? '_' : text;
}

function path(names: readonly Name[]): string {
  return names.map(name).join('.');
}

function type(ref: TypeRef | undefined): string {
  return ref ? path(ref.path) : '_';
}

function colon(base: TypeRef | undefined): string {
  return base ? ` : ${type(base)}` : '';
}

function dims(sizes: readonly Expr[] | undefined): string {
  return sizes ? `[${sizes.map(printValue).join(', ')}]` : '';
}

function body(statement: Extract<Statement, { readonly body: unknown }>): string {
  if (!statement.body) return '';
  const inside = print(statement.body.statements);
  return inside === '' ? ' {}' : ` { ${inside} }`;
}

function endpoint(end: Endpoint | undefined): string {
  if (!end) return '_';
  return end.segments
    .map((each) => `${name(each.name)}${each.indexes ? `[${each.indexes.map(index).join(', ')}]` : ''}`)
    .join('.');
}

function index(each: Index): string {
  if (each.node === 'any') return '*';
  return each.node === 'at' ? printValue(each.value) : `${printValue(each.from)}..${printValue(each.to)}`;
}
