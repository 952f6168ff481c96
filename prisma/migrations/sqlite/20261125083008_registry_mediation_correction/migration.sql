-- CreateTable
CREATE TABLE "RegistryRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "department" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "personIndex" TEXT NOT NULL,
    "digestIndex" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "asOf" BIGINT NOT NULL,
    "endedAt" BIGINT
);

-- CreateTable
CREATE TABLE "RegistryImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "department" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "same" INTEGER NOT NULL,
    "bad" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "RegistryChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "importId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "personIndex" TEXT NOT NULL,
    "body" BLOB
);

-- CreateTable
CREATE TABLE "RegistryLookup" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Screening" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Mediation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "officeId" TEXT,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BLOB NOT NULL,
    "openedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "CorrectionMatter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "officeId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "RegistryRecord_personIndex_idx" ON "RegistryRecord"("personIndex");

-- CreateIndex
CREATE UNIQUE INDEX "RegistryRecord_department_status_personIndex_key" ON "RegistryRecord"("department", "status", "personIndex");

-- CreateIndex
CREATE UNIQUE INDEX "RegistryImport_department_seq_key" ON "RegistryImport"("department", "seq");

-- CreateIndex
CREATE INDEX "RegistryChange_importId_idx" ON "RegistryChange"("importId");

-- CreateIndex
CREATE INDEX "RegistryChange_personIndex_idx" ON "RegistryChange"("personIndex");

-- CreateIndex
CREATE INDEX "RegistryLookup_partyId_at_idx" ON "RegistryLookup"("partyId", "at");

-- CreateIndex
CREATE INDEX "RegistryLookup_caseId_idx" ON "RegistryLookup"("caseId");

-- CreateIndex
CREATE INDEX "Screening_caseId_at_idx" ON "Screening"("caseId", "at");

-- CreateIndex
CREATE INDEX "Screening_partyId_idx" ON "Screening"("partyId");

-- CreateIndex
CREATE UNIQUE INDEX "Mediation_number_key" ON "Mediation"("number");

-- CreateIndex
CREATE INDEX "Mediation_partyId_idx" ON "Mediation"("partyId");

-- CreateIndex
CREATE INDEX "Mediation_officeId_status_idx" ON "Mediation"("officeId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectionMatter_number_key" ON "CorrectionMatter"("number");

-- CreateIndex
CREATE INDEX "CorrectionMatter_partyId_idx" ON "CorrectionMatter"("partyId");

-- CreateIndex
CREATE INDEX "CorrectionMatter_officeId_status_idx" ON "CorrectionMatter"("officeId", "status");
