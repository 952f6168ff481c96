-- CreateTable
CREATE TABLE "Party" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "role" TEXT NOT NULL,
    "staffId" TEXT,
    "name" BLOB NOT NULL,
    "villageCode" TEXT,
    "createdAt" BIGINT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Identity" (
    "lookupIndex" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    CONSTRAINT "Identity_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partyId" TEXT NOT NULL,
    "groupIndex" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" BLOB NOT NULL,
    "ownerId" TEXT,
    "ownerHandoff" TEXT,
    "address" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    CONSTRAINT "Conversation_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" BIGINT
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "inboxId" INTEGER NOT NULL,
    "class" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" BIGINT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "failingSince" BIGINT,
    "sentAt" BIGINT,
    "externalId" TEXT,
    "error" TEXT
);

-- CreateTable
CREATE TABLE "FlowRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conversationId" TEXT NOT NULL,
    "flow" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "state" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partyId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Case" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "exemption" TEXT NOT NULL,
    "opponent" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "applicantIndex" TEXT,
    "facts" BLOB NOT NULL,
    "flow" TEXT NOT NULL,
    "flowVersion" INTEGER NOT NULL,
    "submittedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "AuditRow" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "detail" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "conversationId" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "topic" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "opponent" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "counselId" TEXT,
    "requestedAt" BIGINT NOT NULL,
    "acceptedAt" BIGINT,
    "closedAt" BIGINT,
    "conclusion" BLOB
);

-- CreateTable
CREATE TABLE "HandoffOffer" (
    "handoffId" TEXT NOT NULL,
    "counselId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("handoffId", "counselId")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "gridWorkerId" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "status" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "StaffNotice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "officeId" TEXT,
    "body" BLOB NOT NULL,
    "at" BIGINT NOT NULL,
    "seenAt" BIGINT
);

-- CreateTable
CREATE TABLE "Job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversationId" TEXT,
    "payload" BLOB NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "doneAt" BIGINT
);

-- CreateTable
CREATE TABLE "File" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" BLOB NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Gap" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "text" BLOB NOT NULL,
    "best" TEXT,
    "state" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "County" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Town" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Village" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "aliases" TEXT NOT NULL DEFAULT '',
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Agency" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Office" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Counsel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "firm" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "specialities" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "onDuty" BOOLEAN,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "GridWorker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- CreateIndex
CREATE INDEX "Party_role_staffId_idx" ON "Party"("role", "staffId");

-- CreateIndex
CREATE INDEX "Identity_partyId_idx" ON "Identity"("partyId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_partyId_groupIndex_key" ON "Conversation"("partyId", "groupIndex");

-- CreateIndex
CREATE INDEX "Inbox_status_conversationId_id_idx" ON "Inbox"("status", "conversationId", "id");

-- CreateIndex
CREATE INDEX "Inbox_conversationId_id_idx" ON "Inbox"("conversationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_channel_account_externalId_key" ON "Inbox"("channel", "account", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");

-- CreateIndex
CREATE INDEX "Outbox_status_nextAt_idx" ON "Outbox"("status", "nextAt");

-- CreateIndex
CREATE INDEX "Outbox_conversationId_status_id_idx" ON "Outbox"("conversationId", "status", "id");

-- CreateIndex
CREATE INDEX "FlowRun_conversationId_status_idx" ON "FlowRun"("conversationId", "status");

-- CreateIndex
CREATE INDEX "Consent_partyId_purpose_idx" ON "Consent"("partyId", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "Case_number_key" ON "Case"("number");

-- CreateIndex
CREATE INDEX "Case_partyId_idx" ON "Case"("partyId");

-- CreateIndex
CREATE INDEX "Case_officeId_status_idx" ON "Case"("officeId", "status");

-- CreateIndex
CREATE INDEX "Case_applicantIndex_idx" ON "Case"("applicantIndex");

-- CreateIndex
CREATE INDEX "AuditRow_subjectKind_subjectId_idx" ON "AuditRow"("subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Handoff_number_key" ON "Handoff"("number");

-- CreateIndex
CREATE INDEX "Handoff_status_idx" ON "Handoff"("status");

-- CreateIndex
CREATE INDEX "Handoff_conversationId_status_idx" ON "Handoff"("conversationId", "status");

-- CreateIndex
CREATE INDEX "Handoff_counselId_status_idx" ON "Handoff"("counselId", "status");

-- CreateIndex
CREATE INDEX "HandoffOffer_counselId_status_idx" ON "HandoffOffer"("counselId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_number_key" ON "Referral"("number");

-- CreateIndex
CREATE INDEX "Referral_gridWorkerId_idx" ON "Referral"("gridWorkerId");

-- CreateIndex
CREATE INDEX "StaffNotice_officeId_seenAt_idx" ON "StaffNotice"("officeId", "seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE INDEX "Job_status_dueAt_idx" ON "Job"("status", "dueAt");

-- CreateIndex
CREATE INDEX "Gap_state_idx" ON "Gap"("state");

-- CreateIndex
CREATE INDEX "Village_townCode_idx" ON "Village"("townCode");

-- CreateIndex
CREATE INDEX "Office_townCode_idx" ON "Office"("townCode");
