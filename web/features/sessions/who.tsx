/**
 * The person who is signed in, for the screens of the account. They never see an account without a person.
 * Who they are comes from the worker; nothing here can make somebody signed in.
 */
import { type Accessor, createContext, createMemo, type JSX, onCleanup, Show, useContext } from "solid-js";
import { onlyFor } from "../../wire.ts";
import { type Me, me } from "./me.ts";

const Who = createContext<Accessor<Me>>();

/** The person who is signed in; their last known state while the page is being left. */
export function useMe(): Accessor<Me> {
	const who = useContext(Who);
	if (who === undefined) throw new Error("A screen of the account stands outside of it");
	return who;
}

/** Shows its children to a person who is signed in. */
export function SignedIn(props: { children: JSX.Element; fallback: JSX.Element }) {
	const last = createMemo<Me | undefined>((before) => me() ?? before);
	onCleanup(onlyFor(() => last()?.user.id));
	return (
		<Show when={last() !== undefined} fallback={props.fallback}>
			<Who.Provider
				value={() => {
					const person = last();
					if (person === undefined) throw new Error("Nobody is signed in");
					return person;
				}}
			>
				{props.children}
			</Who.Provider>
		</Show>
	);
}
