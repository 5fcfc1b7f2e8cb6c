/**
 * The API's types for the console's client, made from docs/openapi.json by `npm run generate`.
 * Not edited by hand.
 */

export interface paths {
    "/audit/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The objects of the signed archive, by key
         * @description What `openscript audit export` copies: lines of events below `events/`, hourly digests below `digests/`.
         */
        get: operations["listAuditObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/archive/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One object of the archive, byte for byte */
        get: operations["readAuditObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/digests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a digest now, instead of at the full hour */
        post: operations["requestAuditDigest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, the newest first
         * @description A page may be short although there is more: go on while there is a `next_cursor`. Without `since` the last 400 days are looked at.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event with what changed */
        get: operations["showAuditEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events that match as CSV
         * @description At most 5000 rows and 4 MB, the newest first; the last line and the header X-OpenScript-Truncated say whether there are more. No cell is a formula to a spreadsheet.
         */
        get: operations["exportAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key with which digests are verified */
        get: operations["showAuditKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a registration with the code that came by mail
         * @description The code is good for 15 minutes and 5 tries.
         */
        post: operations["activateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/.well-known/openid-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A messenger as an OpenID provider: where its addresses are */
        get: operations["showBridgeMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Send the browser to the messenger’s own page
         * @description The authorization endpoint of OpenID Connect, for the user pool alone: it comes back to no other address.
         */
        get: operations["startBridgeSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the messenger sends the browser back to */
        get: operations["finishBridgeSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys that its ID tokens are signed with */
        get: operations["showBridgeKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An ID token for a code
         * @description The token endpoint of OpenID Connect; the body is `application/x-www-form-urlencoded`. Errors have the shape of OAuth 2.0 (RFC 6749 §5.2): `{"error": "invalid_grant"}`.
         */
        post: operations["exchangeBridgeCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/bridge/{messenger}/userinfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who an access token of the bridge is for
         * @description The userinfo endpoint of OpenID Connect: the token is the bridge's own, not the platform's. Errors have the shape of OAuth 2.0 (RFC 6749 §5.2): `{"error": "invalid_grant"}`.
         */
        get: operations["showBridgeUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a sign-in challenge: a new password, or a code of the authenticator app
         * @description `mfa` takes the six digits of the authenticator app or a recovery code; `mfa_setup` the six digits of the
         *     secret that came with it, and its tokens come with recovery codes; `new_password` a new password. A right answer may be
         *     followed by another challenge.
         */
        post: operations["answerChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/check-init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a first administrator exists */
        get: operations["checkInit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/federated/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Send the browser to a provider, by way of the user pool
         * @description For browsers: a page links here. The attempt is good for ten minutes and bound to this browser by the cookie
         *     `openscript_sign_in`. `page` is the console's page to come back to.
         */
        get: operations["startFederatedSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/federated/{provider}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to link an identity of one’s own at a provider
         * @description Answers where the browser is to go, and sets the cookie of a sign-in. Who comes back to the callback within ten
         *     minutes in the same browser, with the session going on, has proved the identity: it is linked, and the browser goes to `/account?linked=…`.
         *     Whatever fails sends it to `/account?failed=…` with the words of a sign-in; `identity_taken`: it is, or has been, somebody’s.
         */
        post: operations["startIdentityLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/federated/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the user pool sends the browser back to
         * @description Opens a session like a sign-in with a password, for the console: the refresh token comes as its cookie, and the
         *     browser goes on to the page it came from. Whatever fails sends it to `/sign-in?failed=…`, and nothing is made: `provider_refused`, `expired`, `wrong_browser`, `not_accepted`, `not_linked`, `identity_taken`, `unavailable`.
         */
        get: operations["finishFederatedSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which providers one may sign in through oneself */
        get: operations["listOwnIdentities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** No longer sign in through a provider oneself */
        delete: operations["unlinkOwnIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create the first administrator (once) */
        post: operations["initAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with name and password
         * @description Five wrong passwords in a row lock the name for 30 minutes (42901 with Retry-After), whether or not there is such a user.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session at once */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am, my roles and what they allow */
        get: operations["showMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/mfa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether I have a second factor, and whether I must */
        get: operations["showMfa"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/mfa/bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new secret for the authenticator app; nothing changes until a code of it is given */
        post: operations["bindMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/mfa/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes, shown this once; the old ones end */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/mfa/unbind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove my second factor, with password and code */
        post: operations["unbindMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/mfa/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch the second factor on with a code of its secret; shows the recovery codes */
        post: operations["verifyMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change my password; other sessions end */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/forgot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a code by mail that sets a new password
         * @description Answers the same whether or not there is such a user with an address. At most one mail a minute and five a day for one name.
         */
        post: operations["forgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password with the code that came by mail; all sessions end
         * @description The code is good for 15 minutes and 5 tries.
         */
        post: operations["resetForgottenPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which providers one may sign in through */
        get: operations["listSignInProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new access token and a new refresh token for a refresh token
         * @description Each refresh token is good once: the answer carries the next one. The same one again within ten seconds gets
         *     the same successor (an answer was lost, or two tabs asked at once); an older one ends the session at once.
         *
         *     The console keeps no token that page scripts can read: a request with the header `X-OpenScript-Client: console`
         *     to login, challenge or refresh gets the refresh token as the cookie `openscript_refresh` (HttpOnly, SameSite=Strict,
         *     Path=/api/v1/auth) and an empty `refresh_token` in the body; refresh with that header and no token in the body reads the
         *     cookie; logout removes it. Without the header a cookie counts for nothing.
         */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register oneself, where self-registration is on
         * @description Where the stage wants an address proved, a code is sent to it and the answer is 202 with what `activate` takes: the same whether or not the name is taken.
         */
        post: operations["registerUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["listMySessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of my sessions at once */
        delete: operations["endMySession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My sign-ins, and the attempts to sign in with my name */
        get: operations["listMySignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/step-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm who I am, for what asks for it in the next ten minutes
         * @description With a second factor its code (or a recovery code), otherwise the password.
         */
        post: operations["stepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List business calendars */
        get: operations["listCalendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendars/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a business calendar */
        get: operations["showCalendar"];
        /** Create or replace a business calendar; schedules follow it from their next tick on */
        put: operations["putCalendar"];
        post?: never;
        /** Delete a business calendar that no schedule uses */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/column-masks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The masks of columns */
        get: operations["listColumnMasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/column-masks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write a mask of columns
         * @description Holds within 5 s in tables of results, previews and downloads, for everybody without the permission `data.unmask`. `version` of the one that is replaced; none for a new one.
         */
        put: operations["putColumnMask"];
        post?: never;
        /** Delete a mask of columns */
        delete: operations["deleteColumnMask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tree of departments */
        get: operations["listDepartments"];
        put?: never;
        /**
         * Add a department
         * @description At most 10 levels and 5000 departments; siblings have different names (40901).
         */
        post: operations["createDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a department that has no users and no departments below it */
        delete: operations["deleteDepartment"];
        options?: never;
        head?: never;
        /** Rename a department, or move it with everything below it */
        patch: operations["changeDepartment"];
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This API, rendered */
        get: operations["showDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List drop folders, newest first: one’s own, or everybody’s for those who may see them */
        get: operations["listDropFolders"];
        put?: never;
        /** Create a drop folder: a complete set of files put there starts one run */
        post: operations["createDropFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a drop folder */
        get: operations["showDropFolder"];
        put?: never;
        post?: never;
        /**
         * Delete a drop folder without open sets
         * @description Its past sets stay listed nowhere; runs and their files stay.
         */
        delete: operations["deleteDropFolder"];
        options?: never;
        head?: never;
        /**
         * Change a drop folder, or pause it by `enabled`
         * @description Only its owner may change what it runs: script, script_version, parameters, members. Script, members and grouping change only while no set is open: run or discard the open ones first.
         */
        patch: operations["updateDropFolder"];
        trace?: never;
    };
    "/drop-folders/{id}/sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the sets of a drop folder, newest first: what arrived and what is missing */
        get: operations["listDropSets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/sets/{set}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one set */
        get: operations["showDropSet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/sets/{set}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an open set up and remove its files from the folder */
        post: operations["discardDropSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/sets/{set}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a set now: incomplete where the script’s counts allow it, or a duplicate or failed one once more */
        post: operations["runDropSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/strays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the files that belong to no set, with the reason, newest first */
        get: operations["listStrays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/strays/{stray}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a stray for good */
        delete: operations["deleteStray"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/strays/{stray}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a stray into the folder again, under its own name or another
         * @description It is compared with the members as they are now.
         */
        post: operations["releaseStray"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/drop-folders/{id}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the URL to put one file into the folder with, for browsers and curl */
        post: operations["createDropUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List files, newest first */
        get: operations["listFiles"];
        put?: never;
        /** Announce a file and get the URL to upload it to */
        post: operations["createFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metadata of a file and a URL to download it, valid for five minutes
         * @description Of a table file with masked columns the URL is that of a copy without their values (docs/permissions.md).
         */
        get: operations["showFile"];
        put?: never;
        post?: never;
        /** Delete a file that no queued or running run uses */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        /**
         * Rename a file, or move it to a folder
         * @description A folder is there as long as a file is in it, so one that nobody has named before is made by this; null takes the file out of its folder. Runs keep the name that the file had when they were started.
         */
        patch: operations["updateFile"];
        trace?: never;
    };
    "/files/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the bytes are there; size and checksum are compared */
        post: operations["completeFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sheets with their names and sizes, and the first rows of one */
        get: operations["previewFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The folders that files are in: whose they are, and the number of their files
         * @description One’s own come first. The newest 10,000 files are looked through; `complete` says whether that were all.
         */
        get: operations["listFolders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has a right on a thing */
        get: operations["listGrants"];
        put?: never;
        /**
         * Give somebody a right on one thing
         * @description By its owner, whoever has the right `manage` on it, or with `permissions.manage`. A second one for the same thing and the same somebody takes the place of the first. A right counts where the roles of who gets it allow that kind of act.
         */
        post: operations["createGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a right back; it counts for nothing at once */
        delete: operations["deleteGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups, by name */
        get: operations["listGroups"];
        put?: never;
        /** Add a group */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One group */
        get: operations["showGroup"];
        put?: never;
        post?: never;
        /** Delete a group that has no members */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        /** Change the name or the description of a group */
        patch: operations["changeGroup"];
        trace?: never;
    };
    "/groups/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of a group, by name */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a user into a group; one who is in it stays */
        put: operations["addMember"];
        post?: never;
        /** Take a user out of a group; one who is not in it stays so */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether everything needed answers
         * @description An error 50301 names every part that does not answer: `checks.table`, `checks.user_pool` …
         */
        get: operations["checkHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a delivery: a signed payload that starts a run
         * @description JSON, at most 1 MiB, with two headers:
         *     `X-OpenScript-Signature: t=<seconds since 1970>,v1=<hexadecimal HMAC-SHA256 of the secret over t + "." + body>`, the time within
         *     five minutes, and `X-OpenScript-Delivery: <1 to 128 visible ASCII characters>`, the sender's name for this delivery: the
         *     same one with the same body gets the first answer again and starts nothing, with another body it is 40901.
         *     An address that does not exist, a webhook that is switched off and a signature that is not valid are the same 40101.
         *     202 once the delivery is kept, with `run_id` as soon as the run is started; with `?wait=25` 200 with the finished run, or 202 with the
         *     run so far.
         */
        post: operations["receiveDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the password by the code of an invitation
         * @description The code works once, for 72 hours. 40101 for every code that does not, whatever the reason.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This API as an OpenAPI 3.1 document */
        get: operations["showOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every permission, and the roles that allow it */
        get: operations["listPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/permissions/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether somebody may do something, and why
         * @description About oneself for everybody; about others with `permissions.read`. Without a resource the question is whether the roles allow the permission.
         */
        post: operations["explainDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policies of the platform and of this installation, in Cedar */
        get: operations["listPolicies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write a policy of this installation; one that fails the validator is refused
         * @description A `forbid` may look at anything the schema knows. A `permit` gives permissions on the platform only: access to single things comes from data scopes and grants. `version` of the one that is replaced; none for a new one.
         */
        put: operations["putPolicy"];
        post?: never;
        /** Delete a policy of this installation */
        delete: operations["deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Limits, slots in use, and the runs that wait in the order in which they will start */
        get: operations["showQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queue/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how many runs may run at a time
         * @description What is left out stays. `platform: null` brings the limit of the deployment back. Runs that run already go on when a limit is lowered below them.
         */
        patch: operations["changeQueueLimits"];
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Built-in and custom roles */
        get: operations["listRoles"];
        put?: never;
        /** Make a role */
        post: operations["createRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A role */
        get: operations["showRole"];
        put?: never;
        post?: never;
        /** Delete a custom role; whoever holds it loses what it allows */
        delete: operations["deleteRole"];
        options?: never;
        head?: never;
        /** Change a custom role; it holds everywhere within 5 seconds */
        patch: operations["updateRole"];
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs, newest first */
        get: operations["listRuns"];
        put?: never;
        /** Start a run */
        post: operations["startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a run */
        get: operations["showRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Keep a run beyond every retention, or no longer */
        patch: operations["pinRun"];
        trace?: never;
    };
    "/runs/{id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the artifacts of a run, or of one of its attempts */
        get: operations["listArtifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/artifacts/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Redirects to a URL of the artifact, valid for five minutes
         * @description Of a table file with masked columns a copy without their values (docs/permissions.md).
         */
        get: operations["downloadArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a run that has not ended */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log lines after a line number; `wait` long-polls until there is something new */
        get: operations["readLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new run with the same script version, parameters and files */
        post: operations["retryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/tables/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a returned table */
        get: operations["readTable"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs of the last days have which status: the newest 2,000 are counted */
        get: operations["countRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runtime/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Python version and packages of the runner */
        get: operations["listPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List schedules, newest first: your own, or all for those who may see them */
        get: operations["listSchedules"];
        put?: never;
        /** Create a schedule; its parameters are checked as of its next tick */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a schedule */
        get: operations["showSchedule"];
        put?: never;
        post?: never;
        /** Delete a schedule; its runs stay, its ledger goes after 90 days */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description Only its owner may change what it runs: script, script_version, parameters.
         */
        patch: operations["updateSchedule"];
        trace?: never;
    };
    "/schedules/{id}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the ticks of a past span, at most 1,000 */
        post: operations["backfillSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/backfills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the backfills of a schedule, newest first */
        get: operations["listBackfills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a schedule: ticks that come due are held */
        post: operations["pauseSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next ticks of a schedule with the parameters of each, as if it were not paused */
        get: operations["previewSchedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused schedule from now on; its failures are counted anew */
        post: operations["resumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/ticks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of a schedule: every tick with what came of it, newest first */
        get: operations["listTicks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a schedule now, paused or not; the tick is this moment */
        post: operations["triggerSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The next ticks of an expression, and why a candidate is moved or left out */
        get: operations["previewExpression"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scripts */
        get: operations["listScripts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a script with the parameters of its current version */
        get: operations["showScript"];
        put?: never;
        post?: never;
        /** Archive a script; its versions and runs stay */
        delete: operations["archiveScript"];
        options?: never;
        head?: never;
        /** Change description, category, tags, limits or how its runs are treated */
        patch: operations["updateScript"];
        trace?: never;
    };
    "/scripts/{name}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Unified diff of two versions and the change of their parameters */
        get: operations["diffVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the versions of a script, newest first */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/{name}/versions/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show one version */
        get: operations["showVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/{name}/versions/{n}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a version the current one (an older one: roll back) */
        post: operations["publishVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/{name}/versions/{n}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The source of a version */
        get: operations["showSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/execute/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a run and wait for it up to 25 seconds: 200 with the finished run, or 202 with the run so far */
        post: operations["executeScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Inspect a source without storing it: its parameters, or its errors at line and column */
        post: operations["inspectScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scripts/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a script; it is inspected, never executed
         * @description The first version is the current one at once. Content that the script has already makes no new version (200); unless publish is false that version becomes the current one. Publishing takes an archived script up again.
         */
        post: operations["uploadScript"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, the latest seen first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session at once */
        post: operations["endSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all sessions of a user at once */
        post: operations["endUserSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sign-in log of the last 400 days, the newest first */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ticks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The board of ticks without a run: missed, late, held or skipped, newest first */
        get: operations["listUnrunTicks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users, by name */
        get: operations["listUsers"];
        put?: never;
        /**
         * Make a user, with a temporary password or an invitation
         * @description Nobody gives a role that allows more than they may themselves (40301). `invite` needs an e-mail address, and a stage that sends mail (40901 otherwise). Repeated under its Idempotency-Key it answers the same user, without the password: that is kept nowhere.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One user, and whether sign-in is locked */
        get: operations["showUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change name, e-mail, roles, department or groups
         * @description What is left out stays. 40901: `version` is stale, or no active administrator would be left. 40301: a role that allows more than you may, or a user who may more than you. What is taken away holds with the next request.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable a user: sessions end at once, triggers start nothing in this name
         * @description Not oneself, and not the last active administrator (40901). Doing it twice changes nothing.
         */
        post: operations["disableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a disabled user sign in again; sessions of before stay ended */
        post: operations["enableUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which providers a user may sign in through */
        get: operations["listIdentities"];
        put?: never;
        /**
         * Let a user sign in through a provider too
         * @description Not for a user who may more than you (40301). One identity for each provider. Whoever has signed in through it before is a user already: 40901, and nothing changes.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/identities/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let a user no longer sign in through a provider */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to a user with a new code to set the password by; codes of before are void */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/mfa/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove the second factor of somebody who has lost it */
        post: operations["resetUserMfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a temporary password, to be changed with the next sign-in; sessions end */
        post: operations["resetUserPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget wrong passwords, so that a locked user may sign in again */
        post: operations["unlockUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with name and password
         * @deprecated
         * @description Five wrong passwords in a row lock the name for 30 minutes (42901 with Retry-After), whether or not there is such a user.
         */
        post: operations["loginAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am, my roles and what they allow
         * @deprecated
         */
        get: operations["showMeAlias"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register oneself, where self-registration is on
         * @deprecated
         * @description Where the stage wants an address proved, a code is sent to it and the answer is 202 with what `activate` takes: the same whether or not the name is taken.
         */
        post: operations["registerUserAlias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks, newest first: one’s own, or everybody’s for those who may see them */
        get: operations["listWebhooks"];
        put?: never;
        /** Create a webhook of a script; its secret and its address are shown once */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a webhook */
        get: operations["showWebhook"];
        put?: never;
        post?: never;
        /** Delete a webhook; the runs it started stay */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /** Change a webhook, or switch it off by `enabled` */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the deliveries of the last 30 days, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing secret, shown once; the old one stays valid for a grace time if asked for */
        post: operations["rotateWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/signing-example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Programs that sign and send a delivery; they read URL and SECRET from the environment */
        get: operations["showSigningExample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign a sample payload and take it as a delivery: it starts a run, as a sender’s would */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Artifact: {
            content_type: string;
            name: string;
            path: string;
            sha256: string;
            size: number;
        };
        AuditDigest: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            made_at: string;
            number: number;
            objects: number;
        };
        AuditEvent: {
            /** @example scripts.publish */
            action: string;
            actor: {
                id: string;
                name: string;
                /** @description the user whose rights a trigger uses */
                on_behalf_of: string | null;
                roles: string[];
                session: string | null;
                /** @enum {string} */
                type: "user" | "schedule" | "drop" | "webhook" | "platform" | "nobody";
            };
            address: string;
            /** @description secrets removed, long texts as their SHA-256; null: there is none */
            after: unknown;
            /** @description secrets removed, long texts as their SHA-256; null: there is none */
            arguments: unknown;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            at: string;
            /** @description secrets removed, long texts as their SHA-256; null: there is none */
            before: unknown;
            concludes: string | null;
            /** @description the User-Agent */
            device: string;
            /** @example audit_01JDA2B3C4D5E6F7G8H9JKMNPQ */
            id: string;
            /** @description whether it was written in the transaction of the change */
            in_transaction: boolean;
            operation: string;
            /**
             * @description `pending`: begun outside the table; another event concludes it (`concludes`), or nobody knows how it ended
             * @enum {string}
             */
            outcome: "done" | "refused" | "failed" | "pending";
            /** @description the console’s page */
            page: string;
            reason: string | null;
            request_id: string;
            resource: {
                id: string;
                type: string;
            };
            truncated: boolean;
        };
        AuditKey: {
            /** @constant */
            algorithm: "ECDSA_SHA_256";
            key_id: string;
            public_key: string;
        };
        AuditObject: {
            key: string;
            size: number;
        };
        Backfill: {
            concurrency: number;
            counts: {
                failed: number;
                not_run: number;
                running: number;
                succeeded: number;
                total: number;
                waiting: number;
            };
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            created_by: string;
            finished_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            from: string;
            /** @example fill_01JDA2B3C4D5E6F7G8H9JKMNPQ */
            id: string;
            /** @enum {string} */
            order: "oldest_first" | "newest_first";
            schedule_id: string;
            /** @enum {string} */
            status: "running" | "done" | "stopped";
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            to: string;
        };
        Calendar: {
            /** @default  */
            description: string;
            /**
             * @description days off besides weekends
             * @default []
             */
            holidays: string[];
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            updated_by: string;
            version: number;
            /**
             * @default [
             *       "saturday",
             *       "sunday"
             *     ]
             */
            weekend: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
            /**
             * @description weekend days and holidays that are worked
             * @default []
             */
            workdays: string[];
        };
        CalendarUse: {
            /** @description nth_business_day: which; last_business_day: counted from the end, 1 the last */
            n?: number;
            /** @example china */
            name: string;
            /** @enum {string} */
            on: "business_days" | "holidays" | "nth_business_day" | "last_business_day";
            /**
             * @description a day that does not count moves to the next or previous that does
             * @enum {string}
             */
            shift?: "next" | "previous";
        };
        Challenge: {
            /** @enum {string} */
            challenge: "mfa" | "mfa_setup" | "new_password";
            session: string;
            /** @description with `mfa_setup` */
            setup?: components["schemas"]["FactorSetup"];
        };
        ColumnMask: {
            /** @description titles of columns; `*` stands for any characters, case and width do not count */
            columns: string[];
            enabled: boolean;
            /** @enum {string} */
            kind: "phone" | "identity_number" | "bank_account" | "email" | "name" | "hidden";
            name: string;
            title: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            version: number;
        };
        Concurrency: {
            key?: string;
            limit: number;
            /** @enum {string} */
            on_limit: "queue" | "skip" | "cancel_running";
        };
        CreatedUser: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description the id of the department */
            department: string | null;
            display_name: string | null;
            email: string | null;
            /** @description ids of groups */
            groups: string[];
            id: string;
            invitation: components["schemas"]["Invitation"] | null;
            /** @description until when the invitation is good, where one is open */
            invited_until: string | null;
            /** @description names of roles, built-in and custom ones */
            roles: string[];
            /** @enum {string} */
            status: "active" | "disabled";
            temporary_password: string | null;
            username: string;
            /** @description counts changes; PATCH takes it */
            version: number;
        };
        Department: {
            /** @description ids from the top down to the parent */
            ancestors: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            id: string;
            /** @description users in it, not counting those of departments below */
            members_count: number;
            name: string;
            /** @description null: at the top */
            parent: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            version: number;
        };
        DepartmentTree: {
            /** @description each department before those below it; siblings by name */
            items: components["schemas"]["Department"][];
        };
        DirectoryUser: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description the id of the department */
            department: string | null;
            display_name: string | null;
            email: string | null;
            /** @description ids of groups */
            groups: string[];
            id: string;
            /** @description until when the invitation is good, where one is open */
            invited_until: string | null;
            /** @description names of roles, built-in and custom ones */
            roles: string[];
            /** @enum {string} */
            status: "active" | "disabled";
            username: string;
            /** @description counts changes; PATCH takes it */
            version: number;
        };
        DropDeadline: {
            after_minutes: number;
        } | {
            day?: number;
            time: string;
            /** @example Asia/Shanghai */
            time_zone: string;
        };
        DropFolder: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            deadline: components["schemas"]["DropDeadline"] | null;
            /** @description false: files are still taken in, no run starts */
            enabled: boolean;
            /** @description named parts that tell sets apart; null: those that all members have; []: all files are one set */
            group_by: string[] | null;
            id: string;
            members: components["schemas"]["DropMember"][];
            name: string;
            /** @enum {string} */
            on_stray: "keep" | "quarantine";
            /** @description sets that are not finished */
            open_sets: number;
            owner: string;
            /** @description the others; texts may hold {{ set.month }}: a named part of the files’ names */
            parameters: {
                [key: string]: unknown;
            };
            /** @description where files go in the files bucket: drop/<name>/ */
            prefix: string;
            quiet_seconds: number;
            script: string;
            /** @description null: the current one at the time of the run */
            script_version: number | null;
            strays: number;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            /** @description counts changes of this folder; PATCH and DELETE take it */
            version: number;
        };
        DropMember: {
            max: number;
            min: number;
            /** @description a file parameter of the script */
            parameter: string;
            /** @description a JavaScript regular expression for the whole path below the folder; `(?<month>…)` names a part, `\k<month>` is the same part as named in another member */
            pattern: string;
            /** @description false: the set is complete without it; with any, it takes at least `min` */
            required: boolean;
        };
        DropSet: {
            /** @description of `wanted`, the "2" of "2 of 3 arrived" */
            arrived: number;
            closed_at: string | null;
            deadline_at: string | null;
            drop_folder_id: string;
            /** @description the set whose content a duplicate has */
            earlier_set_id: string | null;
            /**
             * Format: date-time
             * @description the first file came
             * @example 2026-11-22T08:30:00.000Z
             */
            first_at: string;
            id: string;
            /** @description the named parts: {"month": "202605"} */
            key: {
                [key: string]: string;
            };
            /** @description the key in words: "month 202605"; "" without named parts */
            label: string;
            /**
             * Format: date-time
             * @description the last file came
             * @example 2026-11-22T08:30:00.000Z
             */
            last_at: string;
            members: {
                files: components["schemas"]["DropSetFile"][];
                max: number;
                min: number;
                /** @description how many files it still wants; 0: it has enough */
                missing: number;
                parameter: string;
                pattern: string;
                required: boolean;
            }[];
            /** @description the deadline was missed, whatever happened later */
            overdue_at: string | null;
            reason: string | null;
            /** @description a duplicate names the earlier run */
            run_id: string | null;
            /** @description when it runs unless a further file comes */
            runs_at: string | null;
            /** @enum {string} */
            status: "collecting" | "overdue" | "settling" | "complete" | "ran" | "duplicate" | "failed" | "discarded";
            version: number;
            /** @description least number of files of a complete set */
            wanted: number;
        };
        DropSetFile: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            arrived_at: string;
            /** @description the input file it became */
            file_id: string | null;
            /** @description below the folder */
            path: string;
            /** @description how many versions of it came before */
            replaced: number;
            /** @description known once the set is complete */
            sha256: string | null;
            size: number;
        };
        DropStray: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            arrived_at: string;
            /** @enum {string} */
            code: "no_member" | "too_many" | "wrong_type" | "too_large" | "bad_name";
            drop_folder_id: string;
            id: string;
            path: string;
            /** @description moved to drop-quarantine/<name>/ */
            quarantined: boolean;
            reason: string;
            size: number;
        };
        Error: {
            /**
             * @description stable; its first three digits are the HTTP status
             * @enum {integer}
             */
            code: 40001 | 40101 | 40301 | 40401 | 40901 | 41301 | 42901 | 50001 | 50301;
            errors: {
                /** @description of an error in a script */
                column?: number | null;
                /** @example parameters.month */
                field: string;
                /** @description of an error in a script */
                line?: number | null;
                message: string;
            }[];
            /** @description in the language of the request */
            message: string;
            /**
             * @description what a program must tell apart
             * @enum {string}
             */
            reason?: "step_up_required";
            request_id: string;
            /** @description milliseconds since 1970 */
            timestamp: number;
        };
        Explanation: {
            action: string;
            allowed: boolean;
            /** @description the policies that decided */
            policies: string[];
            /** @description in the language of the request */
            reasons: string[];
            user: {
                department: string | null;
                id: string;
                roles: string[];
                username: string;
            };
        };
        FactorSetup: {
            /** @description the same as a QR code */
            qr_svg: string;
            /** @description the secret alone, base 32 */
            secret: string;
            /** @description otpauth://totp/…, as authenticator apps read it */
            uri: string;
        };
        File: {
            content_type: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            folder: string | null;
            id: string;
            name: string;
            owner: string;
            sha256: string;
            size: number;
            /** @enum {string} */
            status: "uploading" | "ready";
            /** @description counts names and folders of the file; PATCH takes it */
            version: number;
        };
        ForeignIdentity: {
            linked_at: string | null;
            provider: string;
            /** @description what the provider calls the user */
            subject: string;
        };
        Grant: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            granted_by: string;
            id: string;
            resource: {
                id: string;
                /** @enum {string} */
                type: "script" | "folder" | "file" | "run" | "schedule" | "drop_folder" | "webhook";
            };
            /** @enum {string} */
            right: "view" | "run" | "edit" | "manage";
            to: {
                id: string;
                name: string;
                /** @enum {string} */
                type: "user" | "group" | "department";
            };
            /** @description from then on it counts for nothing */
            until: string | null;
        };
        Group: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            description: string;
            id: string;
            members_count: number;
            name: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            version: number;
        };
        Invitation: {
            /** @description why it was not sent, and what to do */
            reason: string | null;
            sent: boolean;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            valid_until: string;
        };
        Limits: {
            /** @enum {number} */
            cpu: 0.25 | 0.5 | 1 | 2 | 4;
            file_mb: number;
            log_mb: number;
            memory_mb: number;
            output_files: number;
            output_mb: number;
            processes: number;
            timeout_seconds: number;
        };
        LimitsChange: {
            /** @enum {number} */
            cpu?: 0.25 | 0.5 | 1 | 2 | 4;
            file_mb?: number;
            log_mb?: number;
            memory_mb?: number;
            output_files?: number;
            output_mb?: number;
            processes?: number;
            timeout_seconds?: number;
        };
        Me: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description permissions that reach the things of departments, and which */
            data_scopes: {
                departments: string[];
                /** @enum {string} */
                permission: "files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask";
            }[];
            /** @description the id of the department */
            department: string | null;
            display_name: string | null;
            email: string | null;
            /** @description ids of groups */
            groups: string[];
            id: string;
            permissions: ("files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask")[];
            /** @description by the names of the roles held */
            role_titles: {
                [key: string]: string;
            };
            /** @description names of roles, built-in and custom ones */
            roles: string[];
            username: string;
        };
        NewDropMember: {
            /** @default 1 */
            max: number;
            /** @default 1 */
            min: number;
            /** @description a file parameter of the script */
            parameter: string;
            /** @description a JavaScript regular expression for the whole path below the folder; `(?<month>…)` names a part, `\k<month>` is the same part as named in another member */
            pattern: string;
            /** @default true */
            required: boolean;
        };
        ParametersSchema: {
            properties: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            required?: string[];
            /** @constant */
            type: "object";
        } & {
            [key: string]: unknown;
        };
        Permission: {
            /** @enum {string} */
            name: "files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask";
            /** @description built-in and custom roles that allow it */
            roles: string[];
            title: string;
        };
        Policy: {
            built_in: boolean;
            enabled: boolean;
            name: string;
            /** @description Cedar */
            text: string;
            title: string;
            updated_at: string | null;
            version: number;
        };
        Queue: {
            limits: components["schemas"]["QueueLimits"];
            running_count: number;
            /** @description the oldest first */
            slots: components["schemas"]["QueueSlot"][];
            /** @description everybody who has runs that run or wait */
            users: {
                running: number;
                user: string;
                waiting: number;
            }[];
            /** @description in the order in which they will start, the first 100 */
            waiting: components["schemas"]["WaitingRun"][];
            waiting_count: number;
        };
        QueueLimits: {
            changed_at: string | null;
            changed_by: string | null;
            /** @description how many runs of one user; null: no limit of its own */
            per_user: number | null;
            /** @description how many runs may run at a time */
            platform: number;
            /** @description the limit of this deployment, in force until it is changed */
            platform_default: number;
            /** @description counts changes of the limits; PATCH takes it */
            version: number;
        };
        QueueSlot: {
            concurrency_key: string | null;
            /**
             * Format: date-time
             * @description a slot is a lease: by then it is looked after again
             * @example 2026-11-22T08:30:00.000Z
             */
            expires_at: string;
            run_id: string;
            script: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            since: string;
            user: string;
        };
        RecoveryCodes: {
            /** @description shown this once */
            recovery_codes: string[];
        };
        Retention: {
            artifact_days: number | null;
            /** @description input files, when no other run that is kept used them */
            file_days: number | null;
            log_days: number | null;
            /** @description the run with everything that belongs to it */
            run_days: number | null;
        };
        RetryPolicy: {
            /** @description attempts in all, the first included */
            attempts: number;
            /**
             * @description exponential doubles the delay each time
             * @enum {string}
             */
            backoff: "fixed" | "exponential";
            delay_seconds: number;
            /** @description a random part of the delay, so that retries do not come together */
            jitter: boolean;
            max_delay_seconds: number;
            on: ("platform_error" | "script_error" | "user_error" | "exit" | "memory_limit" | "time_limit" | "process_limit" | "output_limit")[];
        };
        RevealedWebhook: {
            allowed_hosts: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            enabled: boolean;
            file_mapping: {
                parameter: string;
                /** @example /order/month */
                path: string;
                /** @default false */
                required: boolean;
            }[];
            id: string;
            last_delivery: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                at: string;
                id: string;
                run_id: string | null;
                /** @enum {string} */
                status: "pending" | "accepted" | "refused" | "duplicate" | "failed";
            } | null;
            mapping: {
                /** @description the value where the payload has none (or null) */
                default?: unknown;
                parameter: string;
                /** @example /order/month */
                path: string;
                /**
                 * @description a payload without it (or with null) is 40001
                 * @default false
                 */
                required: boolean;
            }[];
            name: string;
            /** @description in whose name its runs are started, with the roles they have then */
            owner: string;
            /** @description fixed values; the payload cannot change them */
            parameters: {
                [key: string]: unknown;
            };
            rate_limit: components["schemas"]["WebhookRateLimit"];
            /** @description requests whose signature was not valid */
            rejected: {
                count: number;
                last_at: string | null;
            };
            script: string;
            /** @description null: the current version */
            script_version: number | null;
            /** @description the signing secret; it is not shown again */
            secret: string;
            /** @description when the valid signing secrets were made, the newest first; never the secrets */
            secrets: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                created_at: string;
                expires_at: string | null;
            }[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            /** @description the path to send deliveries to; null where it has not changed. Not shown again */
            url: string | null;
            /** @description counts changes; PATCH, DELETE and rotate take it */
            version: number;
        };
        Role: {
            /** @description built-in roles are policies of the platform and never change */
            built_in: boolean;
            created_at: string | null;
            /**
             * @description whose files, runs and triggers its permissions reach, beyond one’s own
             * @enum {string}
             */
            data_scope: "own" | "department" | "department_and_below" | "all";
            /** @description with what it inherits and what its data scope widens */
            effective_permissions: ("files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask")[];
            inherits: string[];
            name: string;
            permissions: ("files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask")[];
            title: string;
            updated_at: string | null;
            version: number;
        };
        Run: {
            artifacts_count: number;
            attempts: {
                /** @description what GET /runs/{id}/artifacts?attempt= lists of it */
                artifacts_count: number;
                attempt: number;
                code: string | null;
                finished_at: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                prepared_at: string;
                started_at: string | null;
            }[];
            code: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            created_by: string;
            exception: components["schemas"]["ScriptException"] | null;
            /** @description when the run is removed; null: it is kept, or its first look (a day after its end) is to come */
            expires_at: string | null;
            files: {
                [key: string]: {
                    id: string;
                    name: string;
                    sha256: string;
                    size: number;
                }[];
            };
            finished_at: string | null;
            id: string;
            limit: {
                name: string;
                peak: number;
                unit: string;
                value: number;
            } | null;
            message: string | null;
            /** @description when the next attempt is due, while the run waits for it */
            next_attempt_at: string | null;
            parameters: {
                [key: string]: unknown;
            };
            pinned: boolean;
            pinned_by: string | null;
            /** @description 9 starts first; within one priority first come, first served */
            priority: number;
            progress: {
                fraction: number | null;
                message: string | null;
            } | null;
            /** @description while the run waits for a slot */
            queue: {
                /** @description 1 starts next, as it looks now; null: further behind than was looked */
                position: number | null;
                /** @enum {string} */
                waiting_for: "platform" | "user" | "script";
            } | null;
            /** @description what retention has removed of it */
            removed: ("logs" | "artifacts" | "files" | "run")[];
            result: components["schemas"]["RunResult"] | null;
            retry: components["schemas"]["RetryPolicy"];
            retry_of: string | null;
            script: string;
            started_at: string | null;
            /** @enum {string} */
            status: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
            timeline: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                at: string;
                by: string | null;
                /** @enum {string} */
                status: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
            }[];
            trigger: {
                /** @enum {string} */
                type: "manual" | "schedule" | "drop" | "webhook" | "retry";
            } & {
                [key: string]: unknown;
            };
            usage: {
                cpu_ms: number;
                peak_memory_bytes: number;
                wall_ms: number;
            } | null;
            version: number;
            warnings: ({
                code: string;
                message: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        RunPolicy: {
            concurrency: components["schemas"]["Concurrency"] | null;
            priority: number;
            retention: components["schemas"]["Retention"];
            retry: components["schemas"]["RetryPolicy"];
        };
        RunPolicyChange: {
            concurrency?: components["schemas"]["Concurrency"] | null;
            priority?: number;
            retention?: components["schemas"]["Retention"];
            retry?: components["schemas"]["RetryPolicy"];
        };
        RunResult: {
            charts: {
                /** @enum {string} */
                kind: "echarts" | "image";
                name: string;
                option?: unknown;
                path?: string;
            }[];
            checks: {
                actual: unknown;
                difference: unknown;
                expected: unknown;
                name: string;
                ties: boolean;
                tolerance: unknown;
            }[];
            files: string[];
            message: string | null;
            metrics: {
                [key: string]: unknown;
            };
            tables: {
                columns: {
                    name: string;
                    type: string;
                }[];
                name: string;
                row_count: number;
            }[];
            values: {
                [key: string]: unknown;
            };
        };
        RunSummary: {
            artifacts_count: number;
            attempts: {
                /** @description what GET /runs/{id}/artifacts?attempt= lists of it */
                artifacts_count: number;
                attempt: number;
                code: string | null;
                finished_at: string | null;
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                prepared_at: string;
                started_at: string | null;
            }[];
            code: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            created_by: string;
            /** @description when the run is removed; null: it is kept, or its first look (a day after its end) is to come */
            expires_at: string | null;
            finished_at: string | null;
            id: string;
            limit: {
                name: string;
                peak: number;
                unit: string;
                value: number;
            } | null;
            message: string | null;
            /** @description when the next attempt is due, while the run waits for it */
            next_attempt_at: string | null;
            pinned: boolean;
            pinned_by: string | null;
            /** @description 9 starts first; within one priority first come, first served */
            priority: number;
            progress: {
                fraction: number | null;
                message: string | null;
            } | null;
            /** @description what retention has removed of it */
            removed: ("logs" | "artifacts" | "files" | "run")[];
            retry: components["schemas"]["RetryPolicy"];
            retry_of: string | null;
            script: string;
            started_at: string | null;
            /** @enum {string} */
            status: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
            timeline: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                at: string;
                by: string | null;
                /** @enum {string} */
                status: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
            }[];
            trigger: {
                /** @enum {string} */
                type: "manual" | "schedule" | "drop" | "webhook" | "retry";
            } & {
                [key: string]: unknown;
            };
            usage: {
                cpu_ms: number;
                peak_memory_bytes: number;
                wall_ms: number;
            } | null;
            version: number;
            warnings: ({
                code: string;
                message: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        Schedule: {
            calendar: components["schemas"]["CalendarUse"] | null;
            /** @enum {string} */
            catch_up: "none" | "last" | "all";
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            enabled: boolean;
            end_at: string | null;
            /** @example 30 8 * * 1-5 */
            expression: string;
            /** @description in a row, up to now */
            failures: number;
            id: string;
            last_tick: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                due_at: string;
                run_id: string | null;
                /** @enum {string} */
                status: "planned" | "firing" | "ran" | "queued" | "skipped" | "late" | "missed" | "held";
            } | null;
            /** @description failures in a row after which it pauses itself */
            max_failures: number;
            /** @description seconds; a tick later than that does not run */
            max_lateness: number | null;
            /** @example month-end closing */
            name: string;
            /** @description the next five; none while it is paused */
            next_ticks: string[];
            /** @enum {string} */
            overlap: "skip" | "queue" | "allow";
            owner: string;
            parameters: {
                [key: string]: unknown;
            };
            paused_reason: string | null;
            /** @description null: the script's own */
            priority: number | null;
            /** @description null: the script's own */
            retry: components["schemas"]["RetryPolicy"] | null;
            /** @example merge_offices */
            script: string;
            /** @description null: the one current when a tick fires */
            script_version: number | null;
            start_at: string | null;
            /** @example Asia/Shanghai */
            time_zone: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            /** @description counts changes of this schedule; PATCH and DELETE take it */
            version: number;
        };
        Script: {
            archived: boolean;
            category: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            current_version: number | null;
            description: string;
            latest_version: number;
            limits: components["schemas"]["Limits"];
            name: string;
            owner: string;
            parameters: components["schemas"]["ParametersSchema"] | null;
            policy: components["schemas"]["RunPolicy"];
            summary: string;
            tags: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            /** @description counts changes of this script; PATCH and DELETE take it */
            version: number;
            /** @enum {string} */
            visibility: "everyone" | "restricted";
        };
        ScriptException: {
            message: string;
            text: string;
            traceback: {
                column: number | null;
                file: string;
                function: string;
                line: number;
                source: string;
            }[];
            type: string;
        };
        ScriptVersion: {
            changelog: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            created_by: string;
            description: string;
            file_name: string;
            limits: components["schemas"]["Limits"];
            name: string;
            parameters: components["schemas"]["ParametersSchema"];
            /** @description whether this is the current version */
            published: boolean;
            sha256: string;
            size: number;
            summary: string;
            version: number;
        };
        SecondFactor: {
            enabled: boolean;
            recovery_codes_left: number;
            /** @description whether a role of mine demands it */
            required: boolean;
            since: string | null;
        };
        Session: {
            address: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description whether it is the one that asks */
            current: boolean;
            /** @description a short name: `Firefox · Windows` */
            device: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            expires_at: string;
            id: string;
            /**
             * Format: date-time
             * @description to a minute
             * @example 2026-11-22T08:30:00.000Z
             */
            last_seen_at: string;
            user_agent: string;
            user_id: string;
            username: string;
        };
        ShownUser: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description the id of the department */
            department: string | null;
            display_name: string | null;
            email: string | null;
            /** @description ids of groups */
            groups: string[];
            id: string;
            /** @description until when the invitation is good, where one is open */
            invited_until: string | null;
            /** @description sign-in is locked until then, after too many wrong passwords */
            locked_until: string | null;
            /** @description names of roles, built-in and custom ones */
            roles: string[];
            /** @enum {string} */
            status: "active" | "disabled";
            username: string;
            /** @description counts changes; PATCH takes it */
            version: number;
        };
        SignIn: {
            address: string;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            at: string;
            device: string;
            id: string;
            /** @enum {string} */
            outcome: "succeeded" | "challenged" | "refused";
            /** @description why it was refused, or what was asked for besides */
            reason: ("wrong_password" | "unknown_user" | "locked" | "busy" | "disabled" | "mfa" | "mfa_setup" | "new_password" | "mfa_wrong" | "expired_code" | "refresh_reused") | null;
            /** @description then a keyed digest of what was typed, by which the same again is known */
            typed_digest: string | null;
            typed_length: number | null;
            /** @description null: nobody is called what was typed */
            user: string | null;
            user_agent: string;
        };
        SignInProviders: {
            items: {
                id: string;
                /** @enum {string} */
                kind: "oidc" | "wecom" | "dingtalk" | "feishu";
                /** @description what the button says, in the language asked for */
                label: string;
            }[];
        };
        Tick: {
            backfill_id: string | null;
            /** @description why it did not run, for programs */
            code: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            due_at: string;
            fired_at: string | null;
            /** @description from due to the run being created */
            late_ms: number | null;
            /** @description due_at in the time zone of the schedule, with offset */
            local: string;
            /** @enum {string} */
            origin: "plan" | "manual" | "backfill";
            reason: string | null;
            run_id: string | null;
            /** @description how its run ended; null until it has */
            run_status: string | null;
            /** @description its name */
            schedule: string;
            schedule_id: string;
            /** @enum {string} */
            status: "planned" | "firing" | "ran" | "queued" | "skipped" | "late" | "missed" | "held";
        };
        TickPreview: {
            /** @description candidates up to the last tick above that do not run, the first 50 */
            left_out: {
                local: string;
                why: string;
            }[];
            ticks: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                at: string;
                local: string;
                /** @description the local time the expression names, when it runs at another */
                moved_from: string | null;
                /** @description with the values of this tick, of an existing schedule */
                parameters: {
                    [key: string]: unknown;
                } | null;
                why: string | null;
            }[];
            time_zone: string;
        };
        Tokens: {
            access_token: string;
            /** @description seconds */
            expires_in: number;
            /** @description once, to who has just set up a second factor: each signs in without the app */
            recovery_codes?: string[];
            refresh_token: string;
            /** @constant */
            token_type: "bearer";
        };
        User: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            /** @description the id of the department */
            department: string | null;
            display_name: string | null;
            email: string | null;
            /** @description ids of groups */
            groups: string[];
            id: string;
            /** @description names of roles, built-in and custom ones */
            roles: string[];
            username: string;
        };
        WaitingRun: {
            concurrency_key: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            position: number;
            priority: number;
            run_id: string;
            script: string;
            user: string;
            /**
             * @description the first limit in its way: of the platform, its user or its script
             * @enum {string}
             */
            waiting_for: "platform" | "user" | "script";
        };
        Webhook: {
            allowed_hosts: string[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            enabled: boolean;
            file_mapping: {
                parameter: string;
                /** @example /order/month */
                path: string;
                /** @default false */
                required: boolean;
            }[];
            id: string;
            last_delivery: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                at: string;
                id: string;
                run_id: string | null;
                /** @enum {string} */
                status: "pending" | "accepted" | "refused" | "duplicate" | "failed";
            } | null;
            mapping: {
                /** @description the value where the payload has none (or null) */
                default?: unknown;
                parameter: string;
                /** @example /order/month */
                path: string;
                /**
                 * @description a payload without it (or with null) is 40001
                 * @default false
                 */
                required: boolean;
            }[];
            name: string;
            /** @description in whose name its runs are started, with the roles they have then */
            owner: string;
            /** @description fixed values; the payload cannot change them */
            parameters: {
                [key: string]: unknown;
            };
            rate_limit: components["schemas"]["WebhookRateLimit"];
            /** @description requests whose signature was not valid */
            rejected: {
                count: number;
                last_at: string | null;
            };
            script: string;
            /** @description null: the current version */
            script_version: number | null;
            /** @description when the valid signing secrets were made, the newest first; never the secrets */
            secrets: {
                /**
                 * Format: date-time
                 * @example 2026-11-22T08:30:00.000Z
                 */
                created_at: string;
                expires_at: string | null;
            }[];
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            updated_at: string;
            /** @description counts changes; PATCH, DELETE and rotate take it */
            version: number;
        };
        WebhookDelivery: {
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            at: string;
            /** @description how often its work was begun */
            attempts: number;
            /** @description the sender’s X-OpenScript-Delivery */
            delivery: string;
            /** @description the delivery that came first */
            duplicate_of: string | null;
            /** @description each faulty field of the payload, by its path */
            errors: ({
                field: string;
                message: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description how many files were to be fetched */
            files: number;
            finished_at: string | null;
            id: string;
            payload_bytes: number;
            payload_sha256: string;
            /** @description why it was refused or failed */
            reason: {
                /** @enum {string} */
                code: "payload" | "parameters" | "script" | "owner" | "disabled" | "file" | "conflict" | "platform";
                message: string;
            } | null;
            run_id: string | null;
            source_ip: string;
            /** @enum {string} */
            status: "pending" | "accepted" | "refused" | "duplicate" | "failed";
            /** @description sent by POST /webhooks/{id}/test */
            test: boolean;
            webhook_id: string;
        };
        WebhookRateLimit: {
            burst: number;
            per_minute: number;
        };
        WebhookReceipt: {
            delivery_id: string;
            /** @description with `wait` only: the run so far */
            run: components["schemas"]["WebhookRun"] | null;
            /** @description null while files are being fetched */
            run_id: string | null;
        };
        WebhookRun: {
            artifacts_count: number;
            code: string | null;
            /**
             * Format: date-time
             * @example 2026-11-22T08:30:00.000Z
             */
            created_at: string;
            finished_at: string | null;
            id: string;
            message: string | null;
            progress: {
                fraction: number | null;
                message: string | null;
            } | null;
            result: components["schemas"]["RunResult"] | null;
            started_at: string | null;
            /** @enum {string} */
            status: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
        };
    };
    responses: {
        /** @description 40901: Name taken, stale version, or the wrong state for this */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 50001: Our fault; nothing but the request id is said */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 40301: Signed in, but not allowed */
        NotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 40401: No such thing, or not yours to see */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 40101: Not signed in, or the token is bad, expired or its session ended */
        NotSignedIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 41301: Too large */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 42901: Too many requests, or locked after failed sign-ins */
        TooMany: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 50301: A dependency is unavailable; safe to retry */
        Unavailable: {
            headers: {
                /** @description Seconds to wait before the next try */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description 40001: The request is not valid; every faulty field is named */
        ValidationFailed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description Language of messages: `zh-CN` or `en` */
        AcceptLanguage: string;
        /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAuditObjects: {
        parameters: {
            query: {
                cursor?: string;
                page_size?: number;
                prefix: "events/" | "digests/";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["AuditObject"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readAuditObject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            key: string;
                            text: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestAuditDigest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["AuditDigest"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description exactly: `scripts.publish` */
                action?: string;
                /** @description a user name, or the id of a trigger */
                actor?: string;
                address?: string;
                cursor?: string;
                outcome?: "done" | "refused" | "failed" | "pending";
                page_size?: number;
                resource_id?: string;
                resource_type?: string;
                session?: string;
                since?: string;
                until?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["AuditEvent"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAuditEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["AuditEvent"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    exportAuditEvents: {
        parameters: {
            query?: {
                /** @description exactly: `scripts.publish` */
                action?: string;
                /** @description a user name, or the id of a trigger */
                actor?: string;
                address?: string;
                outcome?: "done" | "refused" | "failed" | "pending";
                resource_id?: string;
                resource_type?: string;
                session?: string;
                since?: string;
                until?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showAuditKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["AuditKey"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    activateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "registration": "kJ3v…",
                 *       "code": "48213907"
                 *     }
                 */
                "application/json": {
                    code: string;
                    registration: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showBridgeMetadata: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startBridgeSignIn: {
        parameters: {
            query: {
                client_id: string;
                code_challenge?: string;
                code_challenge_method?: string;
                nonce?: string;
                redirect_uri: string;
                response_type: string;
                scope: string;
                state?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elsewhere: follow Location */
            302: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishBridgeSignIn: {
        parameters: {
            query?: {
                /** @description what DingTalk calls it */
                authCode?: string;
                code?: string;
                state?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elsewhere: follow Location */
            302: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showBridgeKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    exchangeBridgeCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "authorization_code",
                 *       "code": "9f86d081884c7d65…",
                 *       "redirect_uri": "https://openscript.auth.us-east-1.amazoncognito.com/oauth2/idpresponse",
                 *       "client_id": "user-pool",
                 *       "client_secret": "…"
                 *     }
                 */
                "application/json": {
                    client_id?: string;
                    client_secret?: string;
                    code: string;
                    code_verifier?: string;
                    /** @constant */
                    grant_type: "authorization_code";
                    redirect_uri: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["ValidationFailed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showBridgeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                messenger: "wecom" | "dingtalk" | "feishu";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerChallenge: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "session": "AYABe…",
                 *       "username": "wang.fang",
                 *       "new_password": "another long password"
                 *     }
                 */
                "application/json": {
                    code?: string;
                    new_password?: string;
                    session: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Tokens"] | components["schemas"]["Challenge"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkInit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            initialized: boolean;
                            password_min_length: number;
                            self_registration: boolean;
                            /** @description whether the first administrator needs the code that the deployment made */
                            setup_code_required: boolean;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startFederatedSignIn: {
        parameters: {
            query?: {
                page?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elsewhere: follow Location */
            302: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startIdentityLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** Format: uri */
                            url: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishFederatedSignIn: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                state?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elsewhere: follow Location */
            302: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOwnIdentities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["ForeignIdentity"][];
                            /** @description false for a user whom a provider’s sign-in made: there is no other way in to link to */
                            may_link: boolean;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unlinkOwnIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    initAdministrator: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "administrator",
                 *       "password": "a long enough password"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    password: string;
                    /** @description where check-init says that it is required; docs/deploy.md says where it is */
                    setup_code?: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang",
                 *       "password": "a long enough password"
                 *     }
                 */
                "application/json": {
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Tokens"] | components["schemas"]["Challenge"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Me"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMfa: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["SecondFactor"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    bindMfa: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["FactorSetup"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["RecoveryCodes"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unbindMfa: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a long enough password",
                 *       "code": "482139"
                 *     }
                 */
                "application/json": {
                    code: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    verifyMfa: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "482139"
                 *     }
                 */
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["RecoveryCodes"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "old_password": "a long enough password",
                 *       "new_password": "another long password"
                 *     }
                 */
                "application/json": {
                    new_password: string;
                    old_password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    forgotPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang"
                 *     }
                 */
                "application/json": {
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetForgottenPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang",
                 *       "code": "48213907",
                 *       "new_password": "another long password"
                 *     }
                 */
                "application/json": {
                    code: string;
                    new_password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSignInProviders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["SignInProviders"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "0f3c….7d1e….b2Jk….eyJj…"
                 *     }
                 */
                "application/json": {
                    refresh_token?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Tokens"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    registerUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang",
                 *       "password": "a long enough password",
                 *       "email": "wang.fang@example.com"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"] | {
                            registration: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"] | {
                            registration: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMySessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Session"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    endMySession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMySignIns: {
        parameters: {
            query?: {
                address?: string;
                cursor?: string;
                outcome?: "succeeded" | "challenged" | "refused";
                page_size?: number;
                since?: string;
                until?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["SignIn"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    stepUp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "482139"
                 *     }
                 */
                "application/json": {
                    code?: string;
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /**
                             * Format: date-time
                             * @example 2026-11-22T08:30:00.000Z
                             */
                            confirmed_until: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCalendars: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Calendar"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Calendar"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    putCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "holidays": [
                 *         "2026-10-01"
                 *       ],
                 *       "workdays": [
                 *         "2026-10-10"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    description?: string;
                    /**
                     * @description days off besides weekends
                     * @default []
                     */
                    holidays?: string[];
                    /** @description of the calendar it replaces */
                    version?: number;
                    /**
                     * @default [
                     *       "saturday",
                     *       "sunday"
                     *     ]
                     */
                    weekend?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
                    /**
                     * @description weekend days and holidays that are worked
                     * @default []
                     */
                    workdays?: string[];
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Calendar"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Calendar"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteCalendar: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Calendar"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listColumnMasks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["ColumnMask"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    putColumnMask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Phone numbers",
                 *       "columns": [
                 *         "手机*",
                 *         "*phone*"
                 *       ],
                 *       "kind": "phone"
                 *     }
                 */
                "application/json": {
                    /** @description titles of columns; `*` stands for any characters, case and width do not count */
                    columns: string[];
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "phone" | "identity_number" | "bank_account" | "email" | "name" | "hidden";
                    title: string;
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ColumnMask"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteColumnMask: {
        parameters: {
            query: {
                version: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDepartments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DepartmentTree"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Branch east",
                 *       "parent": "dep_01JDA2B3C4D5E6F7G8H9JKMNPQ"
                 *     }
                 */
                "application/json": {
                    name: string;
                    /**
                     * @description null: at the top
                     * @default null
                     */
                    parent?: string | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Department"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "parent": null
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /** @description null: at the top */
                    parent?: string | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Department"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDocs: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDropFolders: {
        parameters: {
            query?: {
                cursor?: string;
                enabled?: "true" | "false";
                owner?: string;
                page_size?: number;
                q?: string;
                script?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["DropFolder"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDropFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "month-end",
                 *       "script": "reconcile",
                 *       "parameters": {
                 *         "month": "{{ set.month }}"
                 *       },
                 *       "members": [
                 *         {
                 *           "parameter": "bank",
                 *           "pattern": "bank_(?<month>\\d{6})\\.csv"
                 *         },
                 *         {
                 *           "parameter": "ledger",
                 *           "pattern": "ledger_\\k<month>\\.xlsx"
                 *         },
                 *         {
                 *           "parameter": "rates",
                 *           "pattern": "rates_\\k<month>\\.csv"
                 *         }
                 *       ],
                 *       "quiet_seconds": 60,
                 *       "deadline": {
                 *         "time": "18:00",
                 *         "time_zone": "Asia/Shanghai",
                 *         "day": 3
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default null */
                    deadline?: components["schemas"]["DropDeadline"] | null;
                    /** @default true */
                    enabled?: boolean;
                    /** @default null */
                    group_by?: string[] | null;
                    members: components["schemas"]["NewDropMember"][];
                    /** @example month-end */
                    name: string;
                    /**
                     * @default quarantine
                     * @enum {string}
                     */
                    on_stray?: "keep" | "quarantine";
                    /** @default {} */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @default 5 */
                    quiet_seconds?: number;
                    /** @example merge_offices */
                    script: string;
                    /** @default null */
                    script_version?: number | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropFolder"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDropFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropFolder"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDropFolder: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateDropFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    deadline?: components["schemas"]["DropDeadline"] | null;
                    enabled?: boolean;
                    group_by?: string[] | null;
                    members?: components["schemas"]["NewDropMember"][];
                    /** @enum {string} */
                    on_stray?: "keep" | "quarantine";
                    parameters?: {
                        [key: string]: unknown;
                    };
                    quiet_seconds?: number;
                    /** @example merge_offices */
                    script?: string;
                    script_version?: number | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropFolder"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDropSets: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                status?: "collecting" | "overdue" | "settling" | "complete" | "ran" | "duplicate" | "failed" | "discarded";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["DropSet"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showDropSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                set: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropSet"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    discardDropSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                set: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropSet"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    runDropSet: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                set: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DropSet"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listStrays: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["DropStray"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteStray: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                stray: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    releaseStray: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                stray: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "path": "bank_202605.csv"
                 *     }
                 */
                "application/json": {
                    path?: string;
                };
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            path: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDropUpload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "bank_202605.csv",
                 *       "size": 48213,
                 *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *     }
                 */
                "application/json": {
                    /** @description the file’s path below the folder */
                    name: string;
                    sha256: string;
                    /** @description bytes */
                    size: number;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /**
                             * Format: date-time
                             * @example 2026-11-22T08:30:00.000Z
                             */
                            expires_at: string;
                            path: string;
                            upload: {
                                headers: {
                                    [key: string]: string;
                                };
                                /** @constant */
                                method: "PUT";
                                /** Format: uri */
                                url: string;
                            };
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFiles: {
        parameters: {
            query?: {
                cursor?: string;
                folder?: string;
                owner?: string;
                page_size?: number;
                q?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["File"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "北京 office.xlsx",
                 *       "size": 5242880,
                 *       "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *     }
                 */
                "application/json": {
                    content_type?: string;
                    folder?: string;
                    name: string;
                    sha256: string;
                    size: number;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /**
                             * Format: date-time
                             * @example 2026-11-22T08:30:00.000Z
                             */
                            expires_at: string;
                            id: string;
                            upload: {
                                headers: {
                                    [key: string]: string;
                                };
                                /** @constant */
                                method: "PUT";
                                /** Format: uri */
                                url: string;
                            };
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            content_type: string;
                            /**
                             * Format: date-time
                             * @example 2026-11-22T08:30:00.000Z
                             */
                            created_at: string;
                            /** @description why a file with masked columns cannot be downloaded */
                            download_refused: string | null;
                            download_url: string | null;
                            folder: string | null;
                            id: string;
                            name: string;
                            owner: string;
                            sha256: string;
                            size: number;
                            /** @enum {string} */
                            status: "uploading" | "ready";
                            /** @description counts names and folders of the file; PATCH takes it */
                            version: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "folder": "月报/2026-10"
                 *     }
                 */
                "application/json": {
                    folder?: string | null;
                    name?: string;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["File"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["File"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewFile: {
        parameters: {
            query?: {
                rows?: number;
                sheet?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** @enum {string} */
                            kind: "workbook" | "csv" | "text" | "unsupported";
                            /** @description titles of columns whose values are hidden from you */
                            masked: string[];
                            rows: (string | number | boolean | null)[][];
                            sheet: string | null;
                            sheets: {
                                columns: number | null;
                                name: string;
                                rows: number | null;
                            }[];
                            truncated: boolean;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFolders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            complete: boolean;
                            items: {
                                files: number;
                                name: string;
                                owner: string;
                            }[];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listGrants: {
        parameters: {
            query: {
                resource_id: string;
                resource_type: "script" | "folder" | "file" | "run" | "schedule" | "drop_folder" | "webhook";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Grant"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "resource": {
                 *         "type": "script",
                 *         "id": "merge_offices"
                 *       },
                 *       "to": {
                 *         "type": "user",
                 *         "username": "li.na"
                 *       },
                 *       "right": "run",
                 *       "until": "2027-01-31T16:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    resource: {
                        id: string;
                        /** @enum {string} */
                        type: "script" | "folder" | "file" | "run" | "schedule" | "drop_folder" | "webhook";
                    };
                    /** @enum {string} */
                    right: "view" | "run" | "edit" | "manage";
                    /** @description by id; a user also by user name */
                    to: {
                        id?: string;
                        /** @enum {string} */
                        type: "user" | "group" | "department";
                        username?: string;
                    };
                    /** @default null */
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Grant"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteGrant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listGroups: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                q?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Group"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Month-end closing",
                 *       "description": "Whoever closes the books"
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    description?: string;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Group"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Group"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "name": "Closing of the books"
                 *     }
                 */
                "application/json": {
                    description?: string;
                    name?: string;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Group"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["DirectoryUser"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    addMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DirectoryUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DirectoryUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkHealth: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            checks: {
                                [key: string]: {
                                    ms: number;
                                    /** @constant */
                                    status: "ok";
                                };
                            };
                            /** @constant */
                            status: "ok";
                            version: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveDelivery: {
        parameters: {
            query?: {
                /** @description seconds to wait for the end of the run */
                wait?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "order": {
                 *         "office": "Beijing",
                 *         "files": [
                 *           "https://files.example.com/beijing.xlsx"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["WebhookReceipt"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["WebhookReceipt"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "0f3c8a52-9d1e-4c55-8a10-5f0e2b7c9d11.Qm9Z…",
                 *       "password": "a long enough password"
                 *     }
                 */
                "application/json": {
                    code: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            username: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showOpenapi: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPermissions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Permission"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    explainDecision: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "scripts.run",
                 *       "resource": {
                 *         "type": "script",
                 *         "id": "merge_offices"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    action: "files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask" | "scripts.run" | "scripts.edit" | "scripts.manage" | "triggers.run" | "triggers.edit" | "share";
                    resource?: {
                        id: string;
                        /** @enum {string} */
                        type: "script" | "folder" | "file" | "run" | "schedule" | "drop_folder" | "webhook";
                    };
                    user_id?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Explanation"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPolicies: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Policy"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    putPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Payroll is run by the finance department only",
                 *       "text": "forbid (principal, action == Action::\"scripts.run\", resource == Script::\"payroll\") unless { principal in Department::\"dep_01JDA2B3C4D5E6F7G8H9JKMNPQ\" };"
                 *     }
                 */
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    text: string;
                    title: string;
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Policy"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deletePolicy: {
        parameters: {
            query: {
                version: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showQueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Queue"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeQueueLimits: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "platform": 40,
                 *       "per_user": 10
                 *     }
                 */
                "application/json": {
                    per_user?: number | null;
                    platform?: number | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["QueueLimits"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Role"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "east_lead",
                 *       "title": "Lead of the east",
                 *       "inherits": [
                 *         "operator"
                 *       ],
                 *       "permissions": [
                 *         "scripts.upload"
                 *       ],
                 *       "data_scope": "department_and_below"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description whose files, runs and triggers its permissions reach, beyond one’s own
                     * @default own
                     * @enum {string}
                     */
                    data_scope?: "own" | "department" | "department_and_below" | "all";
                    /** @default [] */
                    inherits?: string[];
                    name: string;
                    /** @default [] */
                    permissions?: ("files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask")[];
                    title: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Role"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Role"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteRole: {
        parameters: {
            query: {
                version: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateRole: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "data_scope": "department"
                 *     }
                 */
                "application/json": {
                    /**
                     * @description whose files, runs and triggers its permissions reach, beyond one’s own
                     * @enum {string}
                     */
                    data_scope?: "own" | "department" | "department_and_below" | "all";
                    inherits?: string[];
                    permissions?: ("files.read" | "files.read.all" | "files.write" | "runs.read" | "runs.read.all" | "runs.start" | "runs.cancel" | "runs.cancel.all" | "scripts.read" | "scripts.read.all" | "scripts.upload" | "scripts.manage.all" | "triggers.read" | "triggers.read.all" | "triggers.manage" | "triggers.manage.all" | "queue.read" | "queue.manage" | "users.read" | "users.manage" | "sessions.read" | "sessions.manage" | "permissions.read" | "permissions.manage" | "audit.read" | "data.unmask")[];
                    title?: string;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Role"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                created_by?: string;
                cursor?: string;
                /** @description runs that used this file */
                file?: string;
                page_size?: number;
                script?: string;
                since?: string;
                status?: "queued" | "starting" | "running" | "cancelling" | "succeeded" | "failed" | "timed_out" | "cancelled";
                trigger?: "manual" | "schedule" | "drop" | "webhook" | "retry";
                until?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["RunSummary"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    startRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "script": "merge_offices",
                 *       "parameters": {
                 *         "workbooks": [
                 *           "file_01JDA2B3C4D5E6F7G8H9JKMNPQ"
                 *         ],
                 *         "month": "2026-10"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default {} */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @description above the script’s own it needs the permission queue.manage */
                    priority?: number;
                    /** @example merge_offices */
                    script: string;
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pinRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pinned": true
                 *     }
                 */
                "application/json": {
                    pinned: boolean;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listArtifacts: {
        parameters: {
            query?: {
                attempt?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Artifact"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    downloadArtifact: {
        parameters: {
            query?: {
                attempt?: number;
                redirect?: "true" | "false";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** Format: uri */
                            url: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Elsewhere: follow Location */
            302: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readLogs: {
        parameters: {
            query?: {
                after?: number;
                attempt?: number;
                limit?: number;
                wait?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** @description whose lines these are: the numbers of another attempt begin at 1 again */
                            attempt: number | null;
                            done: boolean;
                            lines: {
                                /**
                                 * Format: date-time
                                 * @example 2026-11-22T08:30:00.000Z
                                 */
                                at: string;
                                n: number;
                                /** @enum {string} */
                                stream: "stdout" | "stderr" | "system";
                                text: string;
                            }[];
                            next: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    readTable: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            columns: {
                                name: string;
                                type: string;
                            }[];
                            /** @description titles of columns whose values are hidden from you */
                            masked: string[];
                            name: string;
                            offset: number;
                            row_count: number;
                            rows: (string | number | boolean | null)[][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    countRuns: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** @description false: there are more than were counted */
                            complete: boolean;
                            counts: {
                                [key: string]: number;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-11-22T08:30:00.000Z
                             */
                            since: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPackages: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            packages: {
                                name: string;
                                version: string;
                            }[];
                            python: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                cursor?: string;
                enabled?: "true" | "false";
                owner?: string;
                page_size?: number;
                q?: string;
                script?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Schedule"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "month-end closing",
                 *       "script": "close_month",
                 *       "parameters": {
                 *         "month": "{{ tick.date | minus_months: 1 | format: \"YYYY-MM\" }}"
                 *       },
                 *       "expression": "0 18 * * *",
                 *       "time_zone": "Asia/Shanghai",
                 *       "calendar": {
                 *         "name": "china",
                 *         "on": "last_business_day"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default null */
                    calendar?: components["schemas"]["CalendarUse"] | null;
                    /**
                     * @default last
                     * @enum {string}
                     */
                    catch_up?: "none" | "last" | "all";
                    /** @default true */
                    enabled?: boolean;
                    /** @default null */
                    end_at?: string | null;
                    /** @example 30 8 * * 1-5 */
                    expression: string;
                    /** @default 5 */
                    max_failures?: number;
                    /** @default null */
                    max_lateness?: number | null;
                    /** @example month-end closing */
                    name: string;
                    /**
                     * @default skip
                     * @enum {string}
                     */
                    overlap?: "skip" | "queue" | "allow";
                    /** @default {} */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @default null */
                    priority?: number | null;
                    /** @default null */
                    retry?: components["schemas"]["RetryPolicy"] | null;
                    /** @example merge_offices */
                    script: string;
                    /** @default null */
                    start_at?: string | null;
                    /**
                     * @default UTC
                     * @example Asia/Shanghai
                     */
                    time_zone?: string;
                    /**
                     * @description the script's version; null: the one current when a tick fires. Shown as script_version
                     * @default null
                     */
                    version?: number | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteSchedule: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "expression": "30 8 * * 1-5"
                 *     }
                 */
                "application/json": {
                    calendar?: components["schemas"]["CalendarUse"] | null;
                    /** @enum {string} */
                    catch_up?: "none" | "last" | "all";
                    enabled?: boolean;
                    end_at?: string | null;
                    /** @example 30 8 * * 1-5 */
                    expression?: string;
                    /** @description failures in a row after which it pauses itself */
                    max_failures?: number;
                    /** @description seconds; a tick later than that does not run */
                    max_lateness?: number | null;
                    /** @example month-end closing */
                    name?: string;
                    /** @enum {string} */
                    overlap?: "skip" | "queue" | "allow";
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @description null: the script's own */
                    priority?: number | null;
                    /** @description null: the script's own */
                    retry?: components["schemas"]["RetryPolicy"] | null;
                    /** @example merge_offices */
                    script?: string;
                    script_version?: number | null;
                    start_at?: string | null;
                    /** @example Asia/Shanghai */
                    time_zone?: string;
                    /** @description the counter of changes, as it was read */
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    backfillSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-11-01",
                 *       "to": "2026-11-03",
                 *       "concurrency": 2
                 *     }
                 */
                "application/json": {
                    /** @default 1 */
                    concurrency?: number;
                    /**
                     * @description a day of the time zone (from its beginning) or a moment, itself included
                     * @example 2026-11-01
                     */
                    from: string;
                    /**
                     * @default oldest_first
                     * @enum {string}
                     */
                    order?: "oldest_first" | "newest_first";
                    /**
                     * @description also ticks that have had a run
                     * @default false
                     */
                    rerun?: boolean;
                    /**
                     * @description a day (to its end) or a moment, itself included
                     * @example 2026-11-01
                     */
                    to: string;
                };
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Backfill"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listBackfills: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Backfill"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewSchedule: {
        parameters: {
            query?: {
                after?: string;
                count?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["TickPreview"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Schedule"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTicks: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                since?: string;
                status?: "planned" | "firing" | "ran" | "queued" | "skipped" | "late" | "missed" | "held";
                until?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Tick"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    triggerSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Tick"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewExpression: {
        parameters: {
            query: {
                after?: string;
                calendar?: string;
                count?: number;
                end_at?: string;
                expression: string;
                n?: number;
                on?: "business_days" | "holidays" | "nth_business_day" | "last_business_day";
                shift?: "next" | "previous";
                start_at?: string;
                time_zone?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["TickPreview"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listScripts: {
        parameters: {
            query?: {
                archived?: "true" | "false";
                category?: string;
                cursor?: string;
                owner?: string;
                page_size?: number;
                q?: string;
                tag?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Script"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showScript: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Script"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    archiveScript: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Script"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateScript: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 3,
                 *       "description": "Merges the workbooks of all offices",
                 *       "limits": {
                 *         "memory_mb": 4096
                 *       }
                 *     }
                 */
                "application/json": {
                    category?: string | null;
                    description?: string;
                    limits?: components["schemas"]["LimitsChange"];
                    policy?: components["schemas"]["RunPolicyChange"];
                    tags?: string[];
                    version: number;
                    /**
                     * @description by the owner, who manages all scripts, or a grant of `manage`
                     * @enum {string}
                     */
                    visibility?: "everyone" | "restricted";
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Script"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    diffVersions: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            diff: string;
                            from: number;
                            parameters: {
                                added: string[];
                                changed: {
                                    from: {
                                        [key: string]: unknown;
                                    };
                                    name: string;
                                    to: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                removed: string[];
                            };
                            to: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVersions: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["ScriptVersion"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                n: number;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ScriptVersion"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    publishVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                n: number;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "version": 3
                 *     }
                 */
                "application/json": {
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Script"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                n: number;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            file_name: string;
                            name: string;
                            sha256: string;
                            source: string;
                            version: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    executeScript: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "parameters": {
                 *         "name": "world"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default {} */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @description above the script’s own it needs the permission queue.manage */
                    priority?: number;
                    version?: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Run"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    inspectScript: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file_name": "hello.py",
                 *       "source": "def main(name: str = \"world\"):\n    return {\"message\": name}\n"
                 *     }
                 */
                "application/json": {
                    file_name: string;
                    source: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            description: string;
                            parameters: components["schemas"]["ParametersSchema"];
                            summary: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadScript: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file_name": "count_rows.py",
                 *       "source": "from pathlib import Path\n\n\ndef main(book: Path):\n    return {\"message\": book.name}\n",
                 *       "category": "finance",
                 *       "tags": [
                 *         "excel"
                 *       ],
                 *       "changelog": "first version"
                 *     }
                 */
                "application/json": {
                    category?: string;
                    changelog?: string;
                    description?: string;
                    file_name: string;
                    limits?: components["schemas"]["LimitsChange"];
                    /** @example merge_offices */
                    name?: string;
                    publish?: boolean;
                    source: string;
                    tags?: string[];
                };
                "multipart/form-data": {
                    category?: string;
                    changelog?: string;
                    description?: string;
                    /**
                     * Format: binary
                     * @description the script, with its file name
                     */
                    file: string;
                    limits?: string;
                    /** @example merge_offices */
                    name?: string;
                    /** @enum {string} */
                    publish?: "true" | "false";
                    tags?: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ScriptVersion"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ScriptVersion"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                user?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Session"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    endUserSessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user_id": "0f3c8a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b"
                 *     }
                 */
                "application/json": {
                    user_id: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            ended: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSignIns: {
        parameters: {
            query?: {
                address?: string;
                cursor?: string;
                outcome?: "succeeded" | "challenged" | "refused";
                page_size?: number;
                since?: string;
                until?: string;
                user?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["SignIn"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUnrunTicks: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                status?: "skipped" | "late" | "missed" | "held";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Tick"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                cursor?: string;
                department?: string;
                group?: string;
                page_size?: number;
                /** @description part of a name or an e-mail address */
                q?: string;
                role?: string;
                status?: "active" | "disabled";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["DirectoryUser"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "li.na",
                 *       "display_name": "李娜",
                 *       "email": "li.na@example.com",
                 *       "roles": [
                 *         "operator"
                 *       ],
                 *       "department": "dep_01JDA2B3C4D5E6F7G8H9JKMNPQ",
                 *       "invite": true
                 *     }
                 */
                "application/json": {
                    department?: string | null;
                    display_name?: string;
                    /** Format: email */
                    email?: string;
                    groups?: string[];
                    /**
                     * @description write to `email` with a code to set the password by; otherwise a temporary one is made
                     * @default false
                     */
                    invite?: boolean;
                    roles: string[];
                    username: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["CreatedUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ShownUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 1,
                 *       "roles": [
                 *         "operator",
                 *         "author"
                 *       ],
                 *       "groups": [
                 *         "grp_01JDA2B3C4D5E6F7G8H9JKMNPQ"
                 *       ]
                 *     }
                 */
                "application/json": {
                    department?: string | null;
                    display_name?: string | null;
                    email?: string | null;
                    groups?: string[];
                    roles?: string[];
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DirectoryUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    disableUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DirectoryUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    enableUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["DirectoryUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["ForeignIdentity"][];
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "provider": "corp",
                 *       "subject": "248289761001"
                 *     }
                 */
                "application/json": {
                    provider: string;
                    subject: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ForeignIdentity"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Invitation"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetUserMfa: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetUserPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            /** @description shown in this answer and never again; it must be changed with the first sign-in, within 7 days */
                            temporary_password: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    unlockUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["ShownUser"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    loginAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang",
                 *       "password": "a long enough password"
                 *     }
                 */
                "application/json": {
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Tokens"] | components["schemas"]["Challenge"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showMeAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Me"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    registerUserAlias: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "wang.fang",
                 *       "password": "a long enough password",
                 *       "email": "wang.fang@example.com"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    password: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"] | {
                            registration: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["User"] | {
                            registration: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                cursor?: string;
                enabled?: "true" | "false";
                owner?: string;
                page_size?: number;
                q?: string;
                script?: string;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["Webhook"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /** @description The same key and body within 24 h gives the first answer again; the same key with another body is 40901 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Orders of the shop",
                 *       "script": "merge_offices",
                 *       "parameters": {
                 *         "month": "2026-10"
                 *       },
                 *       "mapping": [
                 *         {
                 *           "parameter": "office",
                 *           "path": "/order/office",
                 *           "required": true
                 *         }
                 *       ],
                 *       "file_mapping": [
                 *         {
                 *           "parameter": "workbooks",
                 *           "path": "/order/files"
                 *         }
                 *       ],
                 *       "allowed_hosts": [
                 *         "files.example.com"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @default [] */
                    allowed_hosts?: string[];
                    /** @default true */
                    enabled?: boolean;
                    /** @default [] */
                    file_mapping?: {
                        parameter: string;
                        /** @example /order/month */
                        path: string;
                        /** @default false */
                        required?: boolean;
                    }[];
                    /** @default [] */
                    mapping?: {
                        /** @description the value where the payload has none (or null) */
                        default?: unknown;
                        parameter: string;
                        /** @example /order/month */
                        path: string;
                        /**
                         * @description a payload without it (or with null) is 40001
                         * @default false
                         */
                        required?: boolean;
                    }[];
                    name: string;
                    /**
                     * @description fixed values; the payload cannot change them
                     * @default {}
                     */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /**
                     * @default {
                     *       "per_minute": 60,
                     *       "burst": 30
                     *     }
                     */
                    rate_limit?: components["schemas"]["WebhookRateLimit"];
                    /** @example merge_offices */
                    script: string;
                    /**
                     * @description null: the current version
                     * @default null
                     */
                    script_version?: number | null;
                };
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["RevealedWebhook"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Webhook"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: null;
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 3,
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    allowed_hosts?: string[];
                    enabled?: boolean;
                    file_mapping?: {
                        parameter: string;
                        /** @example /order/month */
                        path: string;
                        /** @default false */
                        required?: boolean;
                    }[];
                    mapping?: {
                        /** @description the value where the payload has none (or null) */
                        default?: unknown;
                        parameter: string;
                        /** @example /order/month */
                        path: string;
                        /**
                         * @description a payload without it (or with null) is 40001
                         * @default false
                         */
                        required?: boolean;
                    }[];
                    name?: string;
                    /** @description fixed values; the payload cannot change them */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    rate_limit?: components["schemas"]["WebhookRateLimit"];
                    /** @description null: the current version */
                    script_version?: number | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["Webhook"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                cursor?: string;
                page_size?: number;
                status?: "pending" | "accepted" | "refused" | "duplicate" | "failed";
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            items: components["schemas"]["WebhookDelivery"][];
                            next_cursor: string | null;
                            page_size: number;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": 3,
                 *       "grace_seconds": 86400
                 *     }
                 */
                "application/json": {
                    /** @default 0 */
                    grace_seconds?: number;
                    /**
                     * @description a new address too; the old one ends at once
                     * @default false
                     */
                    renew_url?: boolean;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["RevealedWebhook"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    showSigningExample: {
        parameters: {
            query?: never;
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: {
                            curl: string;
                            javascript: string;
                            python: string;
                        };
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: {
                /** @description seconds to wait for the end of the run */
                wait?: number;
            };
            header?: {
                /** @description Language of messages: `zh-CN` or `en` */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "order": {
                 *           "office": "Beijing",
                 *           "files": []
                 *         }
                 *       }
                 *     }
                 */
                "application/json": {
                    payload: unknown;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["WebhookReceipt"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            /** @description Accepted; it goes on by itself */
            202: {
                headers: {
                    /** @description Path of the thing that was made, or started */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        code: 0;
                        data: components["schemas"]["WebhookReceipt"];
                        /** @constant */
                        message: "success";
                        /** @description milliseconds since 1970 */
                        timestamp: number;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["NotAllowed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
            503: components["responses"]["Unavailable"];
        };
    };
}
