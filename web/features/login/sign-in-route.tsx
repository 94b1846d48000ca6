/**
 * The sign-in page as a route of the whole app: for people who are led to it from another page.
 * Those who come to its address first get it alone, without the router (`door.tsx`).
 */
import { useLocation, useNavigate } from "@solidjs/router";
import { SignInPage } from "./sign-in-page.tsx";
import { rememberedIn } from "./steps.ts";

export default function SignInRoute() {
	const navigate = useNavigate();
	const location = useLocation();
	return <SignInPage state={rememberedIn(location.state)} onward={(path) => navigate(path, { replace: true })} />;
}
