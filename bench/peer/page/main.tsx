/**
 * A sign-in page over Better Auth's own client, as its documentation shows the calls: password, then the code of an app.
 * Better Auth brings no page; this one is ours, as small as it can be: no router, no words in a second language, no help.
 */

import { twoFactorClient } from "better-auth/client/plugins";
import { createAuthClient } from "better-auth/solid";
import { createSignal, onMount, Show } from "solid-js";
import { render } from "solid-js/web";

const [wantsCode, setWantsCode] = createSignal(false);

const authClient = createAuthClient({
	plugins: [twoFactorClient({ onTwoFactorRedirect: () => setWantsCode(true) })],
});

function SignIn() {
	const [problem, setProblem] = createSignal("");
	let first: HTMLInputElement | undefined;
	onMount(() => first?.focus());

	const signIn = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
		event.preventDefault();
		const data = new FormData(event.currentTarget);
		const { error } = await authClient.signIn.email({
			email: String(data.get("email")),
			password: String(data.get("password")),
			callbackURL: "/",
		});
		setProblem(error?.message ?? "");
	};
	const prove = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
		event.preventDefault();
		const code = String(new FormData(event.currentTarget).get("code"));
		const { error } = await authClient.twoFactor.verifyTotp({ code, trustDevice: false });
		setProblem(error?.message ?? "");
		if (error === null) window.location.assign("/");
	};

	return (
		<main>
			<h1>Sign in</h1>
			<Show
				when={!wantsCode()}
				fallback={
					<form method="post" onSubmit={prove}>
						<label>
							Code
							<input name="code" inputmode="numeric" autocomplete="one-time-code" />
						</label>
						<button type="submit">Verify</button>
					</form>
				}
			>
				<form method="post" onSubmit={signIn}>
					<label>
						E-mail
						<input ref={first} type="email" name="email" autocomplete="username" />
					</label>
					<label>
						Password
						<input type="password" name="password" autocomplete="current-password" />
					</label>
					<button type="submit">Sign in</button>
				</form>
			</Show>
			<p role="alert">{problem()}</p>
		</main>
	);
}

const root = document.getElementById("root");
if (root !== null) render(() => <SignIn />, root);
