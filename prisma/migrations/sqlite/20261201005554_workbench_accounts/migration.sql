-- CreateTable
CREATE TABLE "DeskAccount" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "password" BLOB,
    "secret" BLOB,
    "step" BIGINT NOT NULL DEFAULT 0,
    "inviteIndex" TEXT,
    "inviteUntil" BIGINT,
    "codeIndex" TEXT,
    "codeUntil" BIGINT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "waitUntil" BIGINT NOT NULL DEFAULT 0,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "DeskSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenIndex" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "device" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "usedAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "DeskAccount_inviteIndex_key" ON "DeskAccount"("inviteIndex");

-- CreateIndex
CREATE UNIQUE INDEX "DeskSession_tokenIndex_key" ON "DeskSession"("tokenIndex");

-- CreateIndex
CREATE INDEX "DeskSession_accountId_idx" ON "DeskSession"("accountId");

-- CreateIndex
CREATE INDEX "DeskSession_expiresAt_idx" ON "DeskSession"("expiresAt");
