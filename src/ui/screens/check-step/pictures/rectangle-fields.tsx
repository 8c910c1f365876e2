/** A rectangle as four numbers, for the keyboard: left, top, width and height in per cent of the picture. */
import { ActionIcon, NumberInput } from '@mantine/core';
import { insidePicture, type Rectangle } from '../../../../core/picture-edit.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './picture-editor.module.css';

const SIDES = ['x', 'y', 'width', 'height'] as const;

interface RectangleFieldsProps {
  readonly title: string;
  readonly rectangle: Rectangle;
  readonly onChange: (rectangle: Rectangle) => void;
  readonly onRemove: () => void;
}

export function RectangleFields({ title, rectangle, onChange, onRemove }: RectangleFieldsProps) {
  const { t } = useTexts();
  return (
    <fieldset className={classes.rectangle}>
      <legend>{title}</legend>
      {SIDES.map((side) => (
        <NumberInput
          key={side}
          label={t(`edit.${side}`)}
          aria-label={`${title}: ${t(`edit.${side}`)}`}
          value={Math.round(1000 * rectangle[side]) / 10}
          min={0}
          max={100}
          step={0.5}
          suffix=" %"
          onChange={(value) => {
            if (typeof value === 'number') onChange(insidePicture({ ...rectangle, [side]: value / 100 }));
          }}
        />
      ))}
      <ActionIcon variant="subtle" size="lg" aria-label={t('edit.remove', { what: title })} onClick={onRemove}>
        ×
      </ActionIcon>
    </fieldset>
  );
}
