import { ChevronDown } from "lucide-react";
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
import { results as words } from "#words/results.ts";
import { MAX_NAME } from "#worker/platform/bounds.ts";

/** The class, found by typing. Loaded on demand: until then, and without JavaScript, `ClassField` is a field. */
export default function ClassCombo(props: { divisions: string[]; chosen: string; typed: string }) {
  const items = props.divisions.map((division) => ({ id: division, division }));
  const known = props.typed === props.chosen && props.divisions.includes(props.chosen);
  return (
    <ComboBox
      className="field combo"
      name="division"
      formValue="text"
      allowsCustomValue
      menuTrigger="focus"
      defaultItems={items}
      defaultInputValue={props.typed}
      {...(known && { defaultSelectedKey: props.chosen })}
    >
      <Label>{words.division}</Label>
      <div className="combo-box">
        <Input autoComplete="off" maxLength={MAX_NAME} />
        <Button aria-label={words.openList}>
          <ChevronDown size={18} aria-hidden="true" />
        </Button>
      </div>
      <Text slot="description" className="muted">
        {words.divisionHelp}
      </Text>
      <Popover className="combo-list" offset={4}>
        <ListBox<(typeof items)[number]>>
          {({ division }) => <ListBoxItem textValue={division}>{division}</ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
