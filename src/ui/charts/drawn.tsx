/** A drawing on the page. */
import { createElement, memo, type ReactNode, type SVGProps } from 'react';
import type { Drawing, Shape } from '../../figures/drawing.ts';
import classes from './drawn.module.css';

function element(shape: Shape | string): ReactNode {
  if (typeof shape === 'string') return shape;
  return createElement(shape.tag, shape.attributes, ...shape.children.map(element));
}

/** The shapes have no identity of their own: a new drawing replaces the old one. */
const Shapes = memo(({ shapes }: { readonly shapes: readonly Shape[] }) =>
  createElement('g', null, ...shapes.map(element)),
);

interface DrawnProps extends Omit<SVGProps<SVGSVGElement>, 'width' | 'height' | 'className' | 'role'> {
  readonly drawing: Drawing;
  readonly label: string;
}

export function Drawn({ drawing, label, ...others }: DrawnProps) {
  const { width, height, shapes } = drawing;
  return (
    <svg className={classes.drawn} width={width} height={height} role="img" aria-label={label} {...others}>
      <Shapes shapes={shapes} />
    </svg>
  );
}
