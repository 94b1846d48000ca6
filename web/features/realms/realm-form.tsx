/**
 * The form of a realm in a dialog: Realm ID, Realm Name and Category for a new one, the latter two for one that is there.
 * Whether an ID is free only the worker knows; its answer is shown at the field.
 */
import { Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { words as shared } from "../../ui/words.ts";
import { categories, categoryInWords, createRealm, type Realm, renameRealm } from "./data.ts";
import { words } from "./words.ts";

interface CreateProps {
	open: boolean;
	onClose: () => void;
	onCreated: (realm: { id: string; name: string }) => unknown;
}

/** Makes a custom realm. */
export function CreateRealm(props: CreateProps) {
	const t = useWords(words);
	const s = useWords(shared);
	const act = createAct(createRealm, ({ id }, { name }) => props.onCreated({ id, name }));
	return (
		<Dialog open={props.open} heading={t().create} onClose={props.onClose}>
			<Form
				act={act}
				read={(value) => ({
					key: value("key").trim(),
					name: value("name").trim(),
					category: value("category"),
				})}
			>
				<Field
					name="key"
					label={t().key}
					hint={t().keyHint}
					first
					check={(value) => (value.trim() === "" ? () => t().keyMissing : undefined)}
				/>
				<Field
					name="name"
					label={t().name}
					hint={t().nameHint}
					check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
				/>
				<CategoryChoice value="department" />
				<Buttons>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().save}
					</Button>
					<Button onClick={props.onClose}>{s().cancel}</Button>
				</Buttons>
			</Form>
		</Dialog>
	);
}

interface RenameProps {
	realm: Realm | undefined;
	onClose: () => void;
	onRenamed: (name: string) => unknown;
}

/** Changes name and category; the ID stays, for other systems may know it. */
export function RenameRealm(props: RenameProps) {
	const t = useWords(words);
	const s = useWords(shared);
	const act = createAct(renameRealm, (_, { name }) => props.onRenamed(name));
	return (
		<Dialog open={props.realm !== undefined} heading={t().renameTitle(props.realm?.name ?? "")} onClose={props.onClose}>
			<Show when={props.realm}>
				{(realm) => (
					<Form
						act={act}
						read={(value) => ({
							id: realm().id,
							name: value("name").trim(),
							category: value("category"),
						})}
					>
						<Field
							name="name"
							label={t().name}
							value={realm().name}
							first
							check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
						/>
						<CategoryChoice value={realm().category} />
						<Buttons>
							<Button type="submit" kind="primary" busy={act.pending()}>
								{t().save}
							</Button>
							<Button onClick={props.onClose}>{s().cancel}</Button>
						</Buttons>
					</Form>
				)}
			</Show>
		</Dialog>
	);
}

function CategoryChoice(props: { value: string }) {
	const t = useWords(words);
	const offered = (): readonly string[] => [...new Set<string>([...categories, props.value])];
	return (
		<Select
			name="category"
			label={t().category}
			value={props.value}
			options={offered().map((value) => ({ value, text: categoryInWords(value, t().categories) }))}
		/>
	);
}
