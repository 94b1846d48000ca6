/**
 * The set-up in the account: it begins with the password and, where an app is live already, with a fresh proof.
 * Here it can be cancelled until a code was right, unless nothing else is open to the person; then the codes remain to be saved.
 */

import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { begin } from "./data.ts";
import { SetUp } from "./set-up.tsx";

interface SetUpTaskProps {
	newPhone: boolean;
	/** The password was right and there is a key. */
	onBegun?: () => void;
	onDone: () => unknown;
	/** Absent where there is nothing else to go back to. */
	onCancel?: () => void;
}

export default function SetUpTask(props: SetUpTaskProps) {
	const me = useMe();
	const withProof = useProof();
	return (
		<SetUp
			atSignIn={false}
			newPhone={props.newPhone}
			account={me().user.email}
			service={me().tenant.name}
			begin={async (password) => {
				const begun = await withProof(() => begin(password), props.newPhone ? "sure" : undefined);
				props.onBegun?.();
				return begun;
			}}
			onFinished={props.onDone}
			{...(props.onCancel !== undefined && { onCancel: props.onCancel })}
		/>
	);
}
