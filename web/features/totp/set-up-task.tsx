/**
 * The set-up in the account: it begins with the password and, where an app is live already, with a fresh proof.
 * Here it can be cancelled until a code was right; then only the codes remain to be saved.
 */

import { useProof } from "../sessions/proof.tsx";
import { useMe } from "../sessions/who.tsx";
import { begin } from "./data.ts";
import { SetUp } from "./set-up.tsx";

interface SetUpTaskProps {
	newPhone: boolean;
	onDone: () => unknown;
	onCancel: () => void;
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
			begin={(password) => withProof(() => begin(password), props.newPhone ? "sure" : undefined)}
			onFinished={props.onDone}
			onCancel={props.onCancel}
		/>
	);
}
