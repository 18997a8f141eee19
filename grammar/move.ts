import type { Body, Endpoint, Expr, Index, Name, Span, Statement, TypeRef, Value } from './ast.ts';
import { PlainLink } from './plain-link.ts';
import { endOfStretch } from './stretches.ts';

/**
 * Moves the statements of a row from one on, by so many characters: text was added or removed before them. No stretch of
 * links may go across the place.
 */
export function moveFrom(statements: readonly Statement[], index: number, by: number): void {
  for (let i = index; i < statements.length; ) {
    const statement = statements[i] as Statement;
    if (statement instanceof PlainLink) {
      statement.stretch.start += by;
      i = endOfStretch(statements, i, statement);
    } else {
      moveStatement(statement, by);
      i++;
    }
  }
}

/** Moves a statement, and all that stands in it, but nothing beside it. */
export function moveStatement(statement: Statement, by: number): void {
  if (statement instanceof PlainLink) {
    statement.stretch = { start: statement.stretch.start + by };
    return;
  }
  moveSpan(statement, by);
  switch (statement.node) {
    case 'import':
      if (statement.target) moveSpan(statement.target, by);
      if (statement.alias) moveName(statement.alias, by);
      return;
    case 'declaration':
      moveName(statement.keyword, by);
      if (statement.name) moveName(statement.name, by);
      moveAll(statement.dims, by);
      if (statement.base) moveType(statement.base, by);
      moveBody(statement.body, by);
      return;
    case 'member':
      moveName(statement.name, by);
      moveAll(statement.dims, by);
      if (statement.type) moveType(statement.type, by);
      moveBody(statement.body, by);
      return;
    case 'constant':
    case 'property':
      moveName(statement.name, by);
      moveValue(statement.value, by);
      return;
    case 'link':
      moveName(statement.name, by);
      if (statement.count) moveValue(statement.count, by);
      if (statement.left) moveEndpoint(statement.left, by);
      if (statement.right) moveEndpoint(statement.right, by);
      if (statement.via) moveType(statement.via, by);
      if (statement.where) moveValue(statement.where, by);
      moveBody(statement.body, by);
      return;
    case 'allow':
      moveName(statement.rule, by);
      if (statement.reason) moveSpan(statement.reason, by);
  }
}

/** Moves only where something ends: text was added or removed inside of it. */
export function moveEnd(span: Span, by: number): void {
  const place: { end: number } = span;
  place.end += by;
}

function moveSpan(span: Span, by: number): void {
  const place: { start: number; end: number } = span;
  place.start += by;
  place.end += by;
}

function moveName(name: Name, by: number): void {
  moveSpan(name, by);
}

function moveBody(body: Body | undefined, by: number): void {
  if (!body) return;
  moveSpan(body, by);
  moveFrom(body.statements, 0, by);
}

function moveType(type: TypeRef, by: number): void {
  moveSpan(type, by);
  for (const name of type.path) moveName(name, by);
}

function moveEndpoint(endpoint: Endpoint, by: number): void {
  moveSpan(endpoint, by);
  for (const segment of endpoint.segments) {
    moveSpan(segment, by);
    moveName(segment.name, by);
    for (const index of segment.indexes ?? []) moveIndex(index, by);
  }
}

function moveIndex(index: Index, by: number): void {
  moveSpan(index, by);
  if (index.node === 'at') moveValue(index.value, by);
  else if (index.node === 'range') moveAll([index.from, index.to], by);
}

function moveAll(values: readonly Value[] | undefined, by: number): void {
  for (const value of values ?? []) moveValue(value, by);
}

function moveValue(value: Value | Expr, by: number): void {
  moveSpan(value, by);
  switch (value.node) {
    case 'list':
      moveAll(value.items, by);
      return;
    case 'number':
      if (value.stray) moveName(value.stray, by);
      return;
    case 'quantity':
      moveName(value.unit, by);
      return;
    case 'reference':
      for (const name of value.path) moveName(name, by);
      return;
    case 'unary':
      moveValue(value.operand, by);
      return;
    case 'binary':
      moveValue(value.left, by);
      moveValue(value.right, by);
  }
}
